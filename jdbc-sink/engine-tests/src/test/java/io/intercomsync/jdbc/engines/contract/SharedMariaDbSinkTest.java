package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;

/** The contract, in a schema that several workspaces share. */
class SharedMariaDbSinkTest extends JdbcSinkContract {
    SharedMariaDbSinkTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder.workspaceColumn();
    }
}
