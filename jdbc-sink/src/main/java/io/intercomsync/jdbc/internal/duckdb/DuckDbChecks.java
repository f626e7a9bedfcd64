package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Tells what keeps a sink from using DuckDB, which has no users and no rights. */
final class DuckDbChecks implements DatabaseChecks {
    static final DuckDbChecks INSTANCE = new DuckDbChecks();

    private DuckDbChecks() {}

    @Override
    public int oldestVersion() {
        return 1;
    }

    @Override
    public boolean isReserved(String schema) {
        return schema.toLowerCase(Locale.ROOT).equals("pg_catalog") || DatabaseChecks.super.isReserved(schema);
    }

    @Override
    public boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT readonly FROM duckdb_databases() WHERE database_name = current_database()")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
