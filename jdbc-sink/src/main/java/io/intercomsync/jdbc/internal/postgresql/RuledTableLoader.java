package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.LoadRequest;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.BatchStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores rows in a table that has rules. PostgreSQL refuses an upsert there, and applies a rule to a statement, not to a row; so each
 * row has a statement of its own, which updates or inserts.
 */
final class RuledTableLoader {
    private RuledTableLoader() {}

    static long load(Connection connection, Dialect dialect, LoadRequest request) throws SQLException {
        TargetTable table = request.table();
        List<String> names =
                table.columns().stream().map(TargetColumn::quotedName).toList();
        List<Integer> key = table.keyColumns().stream().map(names::indexOf).toList();
        Set<List<String>> replaced = new HashSet<>(request.replacedKeys());
        List<@Nullable Object[]> updated = new ArrayList<>();
        List<@Nullable Object[]> inserted = new ArrayList<>();
        while (request.rows().hasNext()) {
            @Nullable Object[] row = request.rows().next();
            List<String> keyOfRow =
                    key.stream().map(at -> String.valueOf(row[at])).toList();
            (replaced.contains(keyOfRow) ? updated : inserted).add(row);
        }
        return BatchStatement.run(connection, dialect, table, update(dialect, table), updated.iterator())
                + BatchStatement.run(connection, dialect, table, dialect.insert(table), inserted.iterator());
    }

    private static String update(Dialect dialect, TargetTable table) {
        String values = table.columns().stream()
                .map(column -> "CAST(? AS " + dialect.type(column.boundType()) + ") AS " + column.quotedName())
                .collect(Collectors.joining(", "));
        String where = table.keyColumns().stream()
                .map(column -> "t." + column + " = v." + column)
                .collect(Collectors.joining(" AND "));
        return "UPDATE " + table.qualifiedName() + " AS t SET " + table.assignments("v") + " FROM (SELECT " + values
                + ") AS v WHERE " + where;
    }
}
