package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.JdbcSinkContract;

class H2SinkTest extends JdbcSinkContract {
    H2SinkTest() {
        super(TestDatabase.H2.url(), Dialects.H2);
    }
}
