package io.intercomsync.jdbc.engines;

import io.intercomsync.jdbc.JdbcSink;

/** The contract of a schema that several workspaces share. */
class SharedPostgresSinkTest extends JdbcSinkContract {
    SharedPostgresSinkTest() {
        super(Database.POSTGRESQL);
    }

    @Override
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder.workspaceColumn();
    }
}
