package io.intercomsync.jdbc.engines;

import io.intercomsync.jdbc.JdbcSink;

/** The contract of a schema that several workspaces share. */
class SharedH2SinkTest extends JdbcSinkContract {
    SharedH2SinkTest() {
        super(Database.H2);
    }

    @Override
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder.workspaceColumn();
    }
}
