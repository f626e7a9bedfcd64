package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;

/** The dialect of Redshift and its staging loader, on PostgreSQL. */
class RedshiftDialectTest extends GeneratedDialectTests {
    RedshiftDialectTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    JdbcSink.Builder sink() {
        return RedshiftOnPostgres.sink(schema);
    }
}
