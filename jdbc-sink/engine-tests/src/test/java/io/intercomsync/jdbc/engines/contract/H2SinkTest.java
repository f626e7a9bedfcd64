package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;

class H2SinkTest extends JdbcSinkContract {
    H2SinkTest() {
        super(TestDatabase.H2);
    }

    /** Takes no attribute columns: while H2 alters a table, a read beside it may find the table empty. */
    @Override
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder.customAttributes(CustomAttributes.JSON_ONLY);
    }
}
