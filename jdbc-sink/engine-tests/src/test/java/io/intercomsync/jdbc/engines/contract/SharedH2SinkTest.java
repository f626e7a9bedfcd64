package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;

/** The contract, in a schema that several workspaces share. */
class SharedH2SinkTest extends JdbcSinkContract {
    SharedH2SinkTest() {
        super(TestDatabase.H2);
    }

    @Override
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder.workspaceColumn();
    }
}
