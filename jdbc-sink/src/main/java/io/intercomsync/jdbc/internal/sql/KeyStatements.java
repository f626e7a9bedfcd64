package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Selects, deletes and marks rows by their keys, many in one statement if the dialect has arrays. */
public final class KeyStatements {
    private static final int KEYS_AT_ONCE = 20_000;
    private static final int CONDITIONS_AT_ONCE = 500;

    private final Connection connection;
    private final Dialect dialect;
    private final TargetTable table;
    private final @Nullable String workspace;
    private final String condition;

    /** @param workspace the only workspace whose rows count; {@code null} if it is part of the keys, or if there is only one */
    public KeyStatements(Connection connection, Dialect dialect, TargetTable table, @Nullable String workspace) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.workspace = table.has(OwnColumns.WORKSPACE) ? workspace : null;
        this.condition = "";
    }

    private KeyStatements(KeyStatements all, String condition) {
        connection = all.connection;
        dialect = all.dialect;
        table = all.table;
        workspace = all.workspace;
        this.condition = condition;
    }

    /** Returns statements that select only the rows for which the condition holds. */
    public KeyStatements where(String condition) {
        return new KeyStatements(this, " AND " + condition);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Takes a row of a result. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * The mark of a deleted row.
     *
     * @param at when it was deleted
     * @param survivor the id of the object that it was merged into
     */
    public record Mark(OffsetDateTime at, @Nullable String survivor) {}

    /** Reads the rows of which these columns have one of these values. */
    public void select(String selected, List<String> given, List<List<String>> keys, RowReader reader)
            throws SQLException {
        List<String> columns = withWorkspace(given);
        String keyTable = dialect.keyTable(columns.size());
        String start = "SELECT " + selected + " FROM ";
        for (List<List<String>> some :
                chunks(ofWorkspace(keys), keyTable == null ? keysAtOnce(columns) : KEYS_AT_ONCE)) {
            String sql = keyTable == null
                    ? start + table.qualifiedName() + " t WHERE " + conditions("t.", columns, some.size()) + condition
                    : start + keyTable + " JOIN " + table.qualifiedName() + " t ON " + KeyTable.condition(columns)
                            + condition;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                if (keyTable == null) {
                    bindAll(statement, some, 1);
                } else {
                    KeyTable.bind(connection, statement, columns.size(), some, List::get);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
        }
    }

    /** Deletes the rows of which these columns have one of these values, and returns how many there were. */
    public long delete(List<String> given, List<List<String>> keys) throws SQLException {
        List<String> columns = withWorkspace(given);
        if (!dialect.changesByJoin()) {
            return deleteListed(columns, ofWorkspace(keys));
        }
        String sql = "DELETE FROM " + table.qualifiedName() + " AS t USING " + dialect.keyTable(columns.size())
                + " WHERE " + KeyTable.condition(columns);
        long deleted = 0;
        for (List<List<String>> some : chunks(ofWorkspace(keys), KEYS_AT_ONCE)) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                KeyTable.bind(connection, statement, columns.size(), some, List::get);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    /** Marks the rows that are not marked yet, or not as merged, and returns how many there were. */
    public long mark(List<String> given, List<List<String>> givenKeys, List<Mark> marks) throws SQLException {
        List<String> columns = withWorkspace(given);
        List<List<String>> keys = ofWorkspace(givenKeys);
        return dialect.changesByJoin() ? markByJoin(columns, keys, marks) : markListed(columns, keys, marks);
    }

    private long markByJoin(List<String> columns, List<List<String>> keys, List<Mark> marks) throws SQLException {
        int at = columns.size();
        String survivor = "k.k" + (at + 1);
        String deleted = table.quoted(OwnColumns.DELETED_AT);
        String merged =
                table.find(OwnColumns.MERGED_INTO).map(TargetColumn::quotedName).orElse(null);
        String sql = "UPDATE " + table.qualifiedName() + " AS t SET " + deleted + " = CAST(k.k" + at + " AS "
                + dialect.type(ColumnType.TIMESTAMP) + ")"
                + (merged == null ? "" : ", " + merged + " = " + survivor)
                + " FROM " + dialect.keyTable(at + 2) + " WHERE " + KeyTable.condition(columns) + " AND (t." + deleted
                + " IS NULL"
                + (merged == null
                        ? ""
                        : " OR (" + survivor + " IS NOT NULL AND " + differs("t." + merged, survivor) + ")")
                + ")";
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            List<@Nullable String> row = new ArrayList<>(keys.get(i));
            // Unlike a time with an offset, an instant is always spelt with its seconds, without which DuckDB refuses
            // it.
            row.add(marks.get(i).at().toInstant().toString());
            row.add(marks.get(i).survivor());
            rows.add(row);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            KeyTable.bind(connection, statement, at + 2, rows, List::get);
            return statement.executeUpdate();
        }
    }

    /** Marks rows that have the same mark by one statement. */
    private long markListed(List<String> columns, List<List<String>> keys, List<Mark> marks) throws SQLException {
        Map<Mark, List<List<String>>> byMark = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byMark.computeIfAbsent(marks.get(i), each -> new ArrayList<>()).add(keys.get(i));
        }
        long marked = 0;
        for (Map.Entry<Mark, List<List<String>>> entry : byMark.entrySet()) {
            for (List<List<String>> some : chunks(entry.getValue(), keysAtOnce(columns))) {
                marked += markListed(columns, some, entry.getKey());
            }
        }
        return marked;
    }

    private long markListed(List<String> columns, List<List<String>> keys, Mark mark) throws SQLException {
        String deleted = table.quoted(OwnColumns.DELETED_AT);
        String merged = mark.survivor() == null ? null : table.quoted(OwnColumns.MERGED_INTO);
        String sql = "UPDATE " + table.qualifiedName() + " SET " + deleted + " = "
                + dialect.parameter(ColumnType.TIMESTAMP)
                + (merged == null ? "" : ", " + merged + " = ?")
                + " WHERE " + conditions("", columns, keys.size()) + " AND (" + deleted + " IS NULL"
                + (merged == null ? "" : " OR " + differs(merged, "?")) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            statement.setObject(next++, dialect.bindable(ColumnType.TIMESTAMP, mark.at()));
            if (merged != null) {
                statement.setString(next++, mark.survivor());
            }
            next = bindAll(statement, keys, next);
            if (merged != null) {
                statement.setString(next, mark.survivor());
            }
            return statement.executeUpdate();
        }
    }

    private static String differs(String one, String other) {
        return "(" + one + " IS NULL OR " + one + " <> " + other + ")";
    }

    private long deleteListed(List<String> columns, List<List<String>> keys) throws SQLException {
        long deleted = 0;
        for (List<List<String>> some : chunks(keys, keysAtOnce(columns))) {
            String sql = "DELETE FROM " + table.qualifiedName() + " WHERE " + conditions("", columns, some.size());
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bindAll(statement, some, 1);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    private int keysAtOnce(List<String> columns) {
        int most = dialect.mostParameters() / columns.size();
        return columns.size() == 1 ? most : Math.min(most, CONDITIONS_AT_ONCE);
    }

    /** Returns the condition that the columns have the values of one of the keys. */
    private static String conditions(String alias, List<String> columns, int keys) {
        if (columns.size() == 1) {
            return alias + columns.get(0) + " IN (" + String.join(", ", Collections.nCopies(keys, "?")) + ")";
        }
        String one =
                columns.stream().map(column -> alias + column + " = ?").collect(Collectors.joining(" AND ", "(", ")"));
        return "(" + String.join(" OR ", Collections.nCopies(keys, one)) + ")";
    }

    /** Puts the workspace before the keys: not every database counts parameters in the order of the text. */
    private List<String> withWorkspace(List<String> columns) {
        return workspace == null ? columns : before(table.quoted(OwnColumns.WORKSPACE), columns);
    }

    private List<List<String>> ofWorkspace(List<List<String>> keys) {
        String first = workspace;
        return first == null
                ? keys
                : keys.stream().map(key -> before(first, key)).toList();
    }

    /** Returns the key of a row, whose columns stand together in the result from the first one on. */
    public static List<String> key(ResultSet row, int first, int columns) throws SQLException {
        List<String> key = new ArrayList<>(columns);
        for (int i = first; i < first + columns; i++) {
            key.add(row.getString(i));
        }
        return key;
    }

    /** Returns a list with one more value, in front. */
    public static List<String> before(String first, List<String> others) {
        List<String> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }

    /** Returns the position of the next parameter. */
    private static int bindAll(PreparedStatement statement, List<List<String>> keys, int first) throws SQLException {
        int next = first;
        for (List<String> key : keys) {
            for (String value : key) {
                statement.setString(next++, value);
            }
        }
        return next;
    }

    private static <T> List<List<T>> chunks(List<T> list, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            chunks.add(list.subList(from, Math.min(list.size(), from + size)));
        }
        return chunks;
    }
}
