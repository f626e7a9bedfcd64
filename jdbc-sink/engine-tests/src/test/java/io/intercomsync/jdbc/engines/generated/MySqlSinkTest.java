package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;

/** The contract, for the dialect of MySQL on MariaDB. */
class MySqlSinkTest extends GeneratedSinkContract {
    MySqlSinkTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    JdbcSink.Builder sink() {
        return MySqlOnMariaDb.sink(schema);
    }
}
