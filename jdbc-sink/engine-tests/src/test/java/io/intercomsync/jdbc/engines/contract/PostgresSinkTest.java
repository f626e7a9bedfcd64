package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.engines.fixture.TestDatabase;

class PostgresSinkTest extends JdbcSinkContract {
    PostgresSinkTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
