package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.SharedSchemaContract;

class SharedSqliteSinkTest extends SharedSchemaContract {
    SharedSqliteSinkTest() {
        super(TestDatabase.SQLITE.url(), Dialects.SQLITE);
    }
}
