package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.SharedSchemaContract;

class SharedMariaDbSinkTest extends SharedSchemaContract {
    SharedMariaDbSinkTest() {
        super(TestDatabase.MARIADB.url(), Dialects.MARIADB);
    }
}
