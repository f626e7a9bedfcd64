package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.JdbcSinkContract;

class SqliteSinkTest extends JdbcSinkContract {
    SqliteSinkTest() {
        super(TestDatabase.SQLITE.url(), Dialects.SQLITE);
    }
}
