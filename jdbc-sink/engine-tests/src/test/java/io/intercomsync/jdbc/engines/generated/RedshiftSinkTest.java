package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract, for the dialect of Redshift on PostgreSQL. One test fails: Redshift holds no texts of megabytes. */
@EnabledIfSystemProperty(named = "generated.full", matches = ".*")
class RedshiftSinkTest extends GeneratedSinkContract {
    RedshiftSinkTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    JdbcSink.Builder sink() {
        return RedshiftOnPostgres.sink(schema);
    }
}
