package io.intercomsync.jdbc;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.bigquery.BigQueryDialect;
import io.intercomsync.jdbc.internal.duckdb.DuckDbDialect;
import io.intercomsync.jdbc.internal.h2.H2Dialect;
import io.intercomsync.jdbc.internal.mariadb.MariaDbDialect;
import io.intercomsync.jdbc.internal.mysql.MySqlDialect;
import io.intercomsync.jdbc.internal.postgresql.PostgresDialect;
import io.intercomsync.jdbc.internal.redshift.RedshiftDialect;
import io.intercomsync.jdbc.internal.snowflake.SnowflakeDialect;
import io.intercomsync.jdbc.internal.sqlite.SqliteDialect;
import io.intercomsync.jdbc.internal.sqlserver.SqlServerDialect;
import java.util.List;
import java.util.Optional;

/** The dialects that are built in. The connection tells the sink which one to use. */
public final class Dialects {
    /** PostgreSQL 13 and newer: rows are loaded by COPY. */
    public static final Dialect POSTGRESQL = new PostgresDialect();
    /** DuckDB: rows are loaded by its appender. */
    public static final Dialect DUCKDB = new DuckDbDialect();
    /** H2: rows are merged in batches. */
    public static final Dialect H2 = new H2Dialect();
    /** MariaDB 10.6 and newer: rows are loaded by {@code LOAD DATA LOCAL}. */
    public static final Dialect MARIADB = new MariaDbDialect();

    /** SQLite 3.51.3 and newer: rows are upserted in batches, and the schema is the beginning of the names of tables. */
    public static final Dialect SQLITE = new SqliteDialect();

    /**
     * MySQL 8: rows are loaded through a temporary table. The statements are generated, and were not run against a live server: only
     * against MariaDB, as far as both understand them.
     */
    public static final Dialect MYSQL = new MySqlDialect();
    /** SQL Server 2017 and newer: rows are loaded through a temporary table. Generated, not run against a live server. */
    public static final Dialect SQL_SERVER = new SqlServerDialect();
    /** Redshift: rows are loaded through a temporary table. Generated, not run against a live server. */
    public static final Dialect REDSHIFT = new RedshiftDialect();
    /** Snowflake: rows are merged from a temporary table. Generated, not run against a live server. */
    public static final Dialect SNOWFLAKE = new SnowflakeDialect();
    /** BigQuery: rows are merged from a staging table. Generated, not run against a live server. */
    public static final Dialect BIGQUERY = new BigQueryDialect();

    private static final List<Dialect> ALL =
            List.of(POSTGRESQL, DUCKDB, H2, MARIADB, SQLITE, MYSQL, SQL_SERVER, REDSHIFT, SNOWFLAKE, BIGQUERY);

    private Dialects() {}

    static List<Dialect> all() {
        return ALL;
    }

    /** Returns the built-in dialect for a JDBC URL; empty if there is none. */
    public static Optional<Dialect> ofUrl(String url) {
        return ALL.stream().filter(dialect -> dialect.acceptsUrl(url)).findFirst();
    }
}
