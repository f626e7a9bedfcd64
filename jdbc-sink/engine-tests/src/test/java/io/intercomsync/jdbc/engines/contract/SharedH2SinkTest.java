package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.SharedSchemaContract;

class SharedH2SinkTest extends SharedSchemaContract {
    SharedH2SinkTest() {
        super(TestDatabase.H2.url(), Dialects.H2);
    }
}
