package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Runs the dialect of Redshift on PostgreSQL, from which Redshift comes. A type, a function and two views of the catalog that only
 * Redshift has are made in a schema of the search path. Options of tables and views over lists are left out.
 */
final class RedshiftOnPostgres {
    private static final String STAND_INS = """
            CREATE SCHEMA IF NOT EXISTS redshift;
            CREATE DOMAIN redshift.super AS jsonb;
            CREATE FUNCTION redshift.json_parse(text) RETURNS redshift.super LANGUAGE sql AS 'SELECT $1::jsonb';
            CREATE VIEW redshift.svv_tables AS SELECT table_schema::text, table_name::text FROM information_schema.tables;
            CREATE VIEW redshift.svv_columns AS SELECT table_schema::text, table_name::text, column_name::text,
                COALESCE(domain_name, data_type)::text AS data_type, is_nullable::text, column_default::text,
                numeric_precision::int, numeric_scale::int, ordinal_position::int FROM information_schema.columns""";

    private static final AtomicBoolean IS_MADE = new AtomicBoolean();

    private RedshiftOnPostgres() {}

    static JdbcSink.Builder sink(String schema) {
        if (!IS_MADE.getAndSet(true)) {
            makeStandIns();
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestDatabase.POSTGRESQL.url());
        source.setCurrentSchema("redshift,public");
        source.setReWriteBatchedInserts(true);
        JdbcSink.Builder builder = JdbcSink.builder(source)
                .dialect(Dialects.REDSHIFT)
                .schema(schema)
                .views(false);
        for (IntercomCollection collection : IntercomCollection.values()) {
            builder.tableOptions(collection, "");
        }
        return builder;
    }

    private static void makeStandIns() {
        try (Connection connection = TestDatabase.POSTGRESQL.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(STAND_INS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
