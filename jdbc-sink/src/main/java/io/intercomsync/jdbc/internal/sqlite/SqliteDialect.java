package io.intercomsync.jdbc.internal.sqlite;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQLite: rows are upserted in batches, the schema is a prefix, and times and decimals are texts. */
public final class SqliteDialect implements Dialect {
    /** Finds references to or from one table that lack their row; other tables of the owner may lack rows for long. */
    private static final String REFERENCES_WITHOUT_ROW = "SELECT 1 FROM pragma_foreign_keys AS f"
            + " JOIN main.sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS k"
            + " JOIN pragma_foreign_key_check(t.name) AS c WHERE f.foreign_keys = 1 AND t.type = 'table'"
            + " AND (k.\"table\" = ?1 COLLATE NOCASE OR t.name = ?1 COLLATE NOCASE) AND c.fkid = k.id LIMIT 1";

    /** Beyond it, a number is stored with an exponent. */
    private static final int MOST_DIGITS = 1_000;

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case TEXT, DECIMAL, TIMESTAMP, JSON -> "TEXT";
            case BOOLEAN, INTEGER -> "INTEGER";
        };
    }

    @Override
    public String doubleType() {
        return "DOUBLE";
    }

    @Override
    public boolean accepts(ColumnType type, String found) {
        return Affinity.of(found).keeps(type);
    }

    @Override
    public boolean knowsTypeNames() {
        return true;
    }

    @Override
    public Object bindable(ColumnType type, Object value) {
        if (value instanceof OffsetDateTime time) {
            return SqliteTimes.text(time);
        }
        if (value instanceof BigDecimal number) {
            return Math.abs(number.scale()) <= MOST_DIGITS ? number.toPlainString() : number.toString();
        }
        return value;
    }

    @Override
    public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        String time = row.getString(column);
        return time == null ? null : SqliteTimes.instant(time);
    }

    /** A column of decimals is text. */
    @Override
    public boolean holds(BigDecimal number) {
        return true;
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public int longestName() {
        return Integer.MAX_VALUE;
    }

    @Override
    public DatabaseCatalog catalog() {
        return SqliteCatalog.INSTANCE;
    }

    /** SQLite cannot change a type, so another column takes the place of the old one. */
    @Override
    public String changeType(String table, String column, String type) {
        String wider = column.substring(0, column.length() - 1) + "_intercom_sync_new\"";
        return SqliteSessions.script(
                addColumn(table, wider, type),
                "UPDATE " + table + " SET " + wider + " = " + column,
                "ALTER TABLE " + table + " DROP COLUMN " + column,
                "ALTER TABLE " + table + " RENAME COLUMN " + wider + " TO " + column);
    }

    @Override
    public List<String> addColumns(String table, Map<String, String> types) {
        return List.of(SqliteSessions.script(types.entrySet().stream()
                .map(column -> addColumn(table, column.getKey(), column.getValue()))
                .toArray(String[]::new)));
    }

    @Override
    public List<String> replaceColumn(String table, String column, String replacement) {
        return List.of(SqliteSessions.script(
                Dialect.super.replaceColumn(table, column, replacement).toArray(String[]::new)));
    }

    /** SQLite allows 2,000 columns, and reads a row from its first column on. */
    @Override
    public int mostAttributeColumns() {
        return 1_000;
    }

    @Override
    public String jsonItems(String array, List<String> members) {
        return "json_each(CASE WHEN json_valid(" + array + ") THEN CASE WHEN json_type(" + array + ") = 'array' THEN "
                + array + " END END) AS item";
    }

    @Override
    public String itemValue(String member) {
        return member.equals("value")
                ? "CAST(item.value AS TEXT)"
                : "CASE WHEN item.type = 'object' THEN CAST(item.value ->> '$.\"" + member + "\"' AS TEXT) END";
    }

    @Override
    public String replaceView(String view, String query) {
        return SqliteSessions.script("DROP VIEW " + view, "CREATE VIEW " + view + " AS " + query);
    }

    @Override
    public String first(int rows, String query) {
        return query + " LIMIT " + rows;
    }

    @Override
    public String upsert(TargetTable table) {
        return insert(table) + " ON CONFLICT (" + String.join(", ", table.keyColumns()) + ") DO UPDATE SET "
                + table.assignments("excluded");
    }

    /**
     * Finds references that SQLite would refuse only at the end of the transaction. The driver's pragma {@code foreign_keys} is off
     * unless the URL turns it on.
     */
    @Override
    public void checkDeferred(Connection connection, TargetTable table, Instant receivedAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REFERENCES_WITHOUT_ROW)) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw SqliteDatabaseErrors.ofReference();
                }
            }
        }
    }

    @Override
    public boolean acceptsUrl(String url) {
        return url.startsWith("jdbc:sqlite:");
    }

    @Override
    public String driver() {
        return "org.xerial:sqlite-jdbc";
    }

    @Override
    public DatabaseSessions sessions() {
        return new SqliteSessions();
    }

    @Override
    public DatabaseLocks locks() {
        return SqliteLocks.INSTANCE;
    }

    @Override
    public DatabaseChecks checks() {
        return SqliteChecks.INSTANCE;
    }

    @Override
    public DatabaseErrors errors() {
        return SqliteDatabaseErrors.INSTANCE;
    }

    /** The rule by which SQLite stores values in a column, which follows from the name of its type. */
    private enum Affinity {
        TEXT,
        INTEGER,
        NUMERIC,
        REAL,
        NONE;

        static Affinity of(String type) {
            String name = type.toUpperCase(Locale.ROOT);
            if (name.contains("INT")) {
                return INTEGER;
            }
            if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
                return TEXT;
            }
            if (name.contains("BLOB") || name.isEmpty()) {
                return NONE;
            }
            return name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB") ? REAL : NUMERIC;
        }

        boolean keeps(ColumnType type) {
            return switch (type) {
                case TEXT, DECIMAL, TIMESTAMP, JSON -> this == TEXT || this == NONE;
                case BOOLEAN, INTEGER -> this == INTEGER || this == NUMERIC || this == NONE;
            };
        }
    }
}
