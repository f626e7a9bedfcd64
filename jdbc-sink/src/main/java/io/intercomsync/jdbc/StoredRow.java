package io.intercomsync.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a row in a table.
 *
 * @param key its key
 * @param hash of its content; {@code null} if somebody else wrote it
 * @param version its version; {@code null} if it has none
 * @param isLive whether it is not marked as deleted
 */
record StoredRow(
        List<String> key, @Nullable Long hash, @Nullable Instant version, boolean isLive) {

    /** Reads the rows of which these columns have one of these values, by their keys. */
    static Map<List<String>, StoredRow> read(
            KeyStatements statements, Table table, List<String> columns, List<List<String>> values)
            throws SQLException {
        String version =
                table.find("updated_at").map(column -> "t." + column.quoted()).orElse("NULL");
        String selected = table.key().stream().map(column -> "t." + column).collect(Collectors.joining(", ")) + ", t."
                + table.quoted(Table.ROW_HASH) + ", t." + table.quoted(Table.DELETED_AT) + ", " + version;
        Map<List<String>, StoredRow> rows = new HashMap<>();
        statements.select(selected, columns, values, result -> {
            StoredRow row = of(table, result);
            rows.put(row.key(), row);
        });
        return rows;
    }

    private static StoredRow of(Table table, ResultSet result) throws SQLException {
        List<String> key = new ArrayList<>();
        int next = 1;
        for (int i = 0; i < table.key().size(); i++) {
            key.add(result.getString(next++));
        }
        long hash = result.getLong(next++);
        Long knownHash = result.wasNull() ? null : hash;
        boolean isLive = result.getObject(next++) == null;
        OffsetDateTime version = table.has("updated_at") ? result.getObject(next, OffsetDateTime.class) : null;
        return new StoredRow(List.copyOf(key), knownHash, version == null ? null : version.toInstant(), isLive);
    }

    /** Whether it is stored in the table as it comes. */
    boolean isAsIn(Table table, PreparedRow row) {
        return isLive && hash != null && hash == table.hashOf(row);
    }

    boolean isNewerThan(PreparedRow row) {
        Instant other = row.version();
        return isLive && version != null && other != null && version.isAfter(other);
    }
}
