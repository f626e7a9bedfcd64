package io.intercomsync.jdbc.engines.check;

import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists all schemas, tables and columns that are not the database's own, and the advisory locks of PostgreSQL. */
final class CatalogSnapshot {
    private CatalogSnapshot() {}

    static List<String> of(TestDatabase database) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect()) {
            DatabaseMetaData data = connection.getMetaData();
            boolean isSchemaCatalog = database == TestDatabase.MARIADB;
            String schema = isSchemaCatalog ? "TABLE_CAT" : "TABLE_SCHEM";
            add(found, isSchemaCatalog ? data.getCatalogs() : data.getSchemas(), schema);
            add(found, data.getTables(null, null, "%", null), schema, "TABLE_NAME", "TABLE_TYPE");
            add(found, data.getColumns(null, null, "%", "%"), schema, "TABLE_NAME", "COLUMN_NAME", "TYPE_NAME");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        found.removeIf(
                line -> line.startsWith("pg_") || line.toLowerCase(Locale.ROOT).startsWith("information_schema"));
        return found;
    }

    /** Also lists the locks that writers hold. */
    static List<String> withLocks(TestDatabase database) {
        List<String> found = of(database);
        if (database == TestDatabase.POSTGRESQL) {
            found.add("locks " + database.query("SELECT objid FROM pg_locks WHERE locktype = 'advisory' ORDER BY 1"));
        }
        return found;
    }

    private static void add(List<String> found, ResultSet rows, String... columns) throws SQLException {
        try (rows) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(String.valueOf(rows.getString(column)));
                }
                found.add(String.join(" ", values));
            }
        }
    }
}
