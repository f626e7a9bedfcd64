package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.JdbcSink;

/** The contract, in a schema that several workspaces share. */
class SharedRedshiftSinkTest extends RedshiftSinkTest {

    @Override
    JdbcSink.Builder sink() {
        return super.sink().workspaceColumn();
    }
}
