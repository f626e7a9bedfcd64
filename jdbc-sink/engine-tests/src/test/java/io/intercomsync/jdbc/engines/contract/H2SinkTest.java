package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.engines.fixture.TestDatabase;

class H2SinkTest extends JdbcSinkContract {
    H2SinkTest() {
        super(TestDatabase.H2);
    }
}
