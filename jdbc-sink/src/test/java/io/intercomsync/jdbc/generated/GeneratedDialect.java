package io.intercomsync.jdbc.generated;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.dialect.Dialect;
import java.util.Locale;
import java.util.Map;

/** The dialects of which the statements are looked at, with what a catalog of the database calls the types. */
enum GeneratedDialect {
    MYSQL(Dialects.MYSQL, "jdbc:mysql://host/", Map.of("BOOLEAN", "tinyint")),
    SQL_SERVER(Dialects.SQL_SERVER, "jdbc:sqlserver://host", Map.of("FLOAT(53)", "double precision")),
    REDSHIFT(
            Dialects.REDSHIFT,
            "jdbc:redshift://host:5439/db",
            Map.of("TIMESTAMPTZ", "timestamp with time zone", "DECIMAL(38, 9)", "numeric")),
    SNOWFLAKE(Dialects.SNOWFLAKE, "jdbc:snowflake://account", Map.of("NUMBER(19, 0)", "INTEGER")),
    BIGQUERY(Dialects.BIGQUERY, "jdbc:bigquery://host", Map.of("FLOAT64", "double"));

    final Dialect dialect;
    final String url;
    private final Map<String, String> reported;

    GeneratedDialect(Dialect dialect, String url, Map<String, String> reported) {
        this.dialect = dialect;
        this.url = url;
        this.reported = reported;
    }

    /** Returns what the catalog calls a type. */
    String reported(String type) {
        return reported.getOrDefault(type, type);
    }

    /** Returns the name of the golden file. */
    String file() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }
}
