package io.intercomsync.jdbc.internal.read;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnGenerations;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row that is stored.
 *
 * @param key its key
 * @param hash the hash of its content and generation; {@code null} if somebody else wrote it
 * @param version its version; {@code null} if it has none
 * @param isLive whether it is not marked as deleted
 */
public record StoredRow(
        List<String> key, @Nullable Long hash, @Nullable Instant version, boolean isLive) {
    private static final String UPDATED_AT = "updated_at";

    /** Reads the rows of which these columns have one of these values, by their keys. */
    public static Map<List<String>, StoredRow> read(
            KeyStatements statements, CollectionTable table, List<String> columns, List<List<String>> values)
            throws SQLException {
        TargetTable target = table.target();
        String version = target.find(UPDATED_AT)
                .map(column -> statements.dialect().instantValue("t." + column.quotedName()))
                .orElse("NULL");
        String selected = table.key().stream().map(column -> "t." + column).collect(Collectors.joining(", ")) + ", t."
                + target.quoted(OwnColumns.ROW_HASH) + ", t." + target.quoted(OwnColumns.DELETED_AT) + ", " + version;
        int keyColumns = table.key().size();
        boolean hasVersion = target.has(UPDATED_AT);
        Map<List<String>, StoredRow> rows = new HashMap<>();
        statements.select(selected, columns, values, result -> {
            StoredRow row = of(statements.dialect(), keyColumns, hasVersion, result);
            rows.put(row.key(), row);
        });
        return rows;
    }

    /** Returns whether the row was stored without children that the database refused. */
    boolean lacksChildren() {
        return hash != null && (hash & ColumnGenerations.LACKS_CHILDREN) != 0;
    }

    private static StoredRow of(Dialect dialect, int keyColumns, boolean hasVersion, ResultSet result)
            throws SQLException {
        List<String> key = KeyStatements.key(result, 1, keyColumns);
        int next = keyColumns + 1;
        long hash = result.getLong(next++);
        Long knownHash = result.wasNull() ? null : hash;
        boolean isLive = result.getObject(next++) == null;
        Instant version = hasVersion ? dialect.instant(result, next) : null;
        return new StoredRow(List.copyOf(key), knownHash, version, isLive);
    }
}
