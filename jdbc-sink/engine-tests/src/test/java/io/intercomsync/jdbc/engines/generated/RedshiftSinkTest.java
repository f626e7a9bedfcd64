package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;

/** The contract, for the dialect of Redshift on PostgreSQL. */
class RedshiftSinkTest extends GeneratedSinkContract {
    RedshiftSinkTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    JdbcSink.Builder sink() {
        return RedshiftOnPostgres.sink(schema);
    }
}
