package io.intercomsync.jdbc.engines;

import io.intercomsync.jdbc.JdbcSink;

/** The contract of a schema that several workspaces share. */
class SharedDuckDbSinkTest extends JdbcSinkContract {
    SharedDuckDbSinkTest() {
        super(Database.DUCKDB);
    }

    @Override
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder.workspaceColumn();
    }
}
