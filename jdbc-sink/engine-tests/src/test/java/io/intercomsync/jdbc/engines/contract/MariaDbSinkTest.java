package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.engines.fixture.TestDatabase;

class MariaDbSinkTest extends JdbcSinkContract {
    MariaDbSinkTest() {
        super(TestDatabase.MARIADB);
    }
}
