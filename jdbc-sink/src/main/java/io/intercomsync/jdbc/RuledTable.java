package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores rows in a table of PostgreSQL that has rules. PostgreSQL refuses an upsert there, and a rule is applied to a statement,
 * not to a row; so each row is a statement of its own, which updates or inserts.
 */
final class RuledTable {
    private static final Dialect DIALECT = Dialect.POSTGRESQL;

    private RuledTable() {}

    /** @param there keys of the rows that replace another */
    static void store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException {
        List<TableColumn> columns = table.written();
        List<String> names = columns.stream().map(TableColumn::quoted).toList();
        List<Integer> key = table.wholeKey().stream().map(names::indexOf).toList();
        Set<List<String>> held = new HashSet<>(there);
        List<@Nullable Object[]> updated = new ArrayList<>();
        List<@Nullable Object[]> inserted = new ArrayList<>();
        while (rows.hasNext()) {
            @Nullable Object[] row = rows.next();
            List<String> keyOfRow =
                    key.stream().map(at -> String.valueOf(row[at])).toList();
            (held.contains(keyOfRow) ? updated : inserted).add(row);
        }
        BatchLoader.run(connection, DIALECT, columns, update(table), updated.iterator());
        BatchLoader.run(connection, DIALECT, columns, BatchLoader.insert(DIALECT, table), inserted.iterator());
    }

    private static String update(Table table) {
        List<String> key = table.wholeKey();
        String set = table.written().stream()
                .map(TableColumn::quoted)
                .filter(column -> !key.contains(column))
                .map(column -> column + " = v." + column)
                .collect(Collectors.joining(", "));
        String values = table.written().stream()
                .map(column -> "CAST(? AS " + DIALECT.type(BatchLoader.typeOf(column)) + ") AS " + column.quoted())
                .collect(Collectors.joining(", "));
        String where =
                key.stream().map(column -> "t." + column + " = v." + column).collect(Collectors.joining(" AND "));
        return "UPDATE " + table.qualified() + " AS t SET " + set + " FROM (SELECT " + values + ") AS v WHERE " + where;
    }
}
