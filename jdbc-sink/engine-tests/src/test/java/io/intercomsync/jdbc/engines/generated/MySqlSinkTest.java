package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract, for the dialect of MySQL on MariaDB. */
@EnabledIfSystemProperty(named = "generated.full", matches = ".*")
class MySqlSinkTest extends GeneratedSinkContract {
    MySqlSinkTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    JdbcSink.Builder sink() {
        return MySqlOnMariaDb.sink(schema);
    }
}
