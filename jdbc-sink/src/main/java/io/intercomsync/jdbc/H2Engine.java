package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** H2: rows are merged in batches. */
final class H2Engine extends Engine {
    private static final int HELD_BY_ANOTHER = 90020;

    H2Engine() {
        super(Dialect.H2);
    }

    @Override
    void store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException {
        String sql = "MERGE INTO " + table.qualified() + " (" + BatchLoader.names(table) + ") KEY ("
                + String.join(", ", table.wholeKey()) + ") VALUES (" + BatchLoader.parameters(dialect(), table) + ")";
        BatchLoader.run(connection, dialect(), table.written(), sql, rows);
    }

    @Override
    String keyTable(int columns) {
        return IntStream.range(0, columns)
                        .mapToObj(i -> "CAST(? AS VARCHAR ARRAY)")
                        .collect(Collectors.joining(", ", "UNNEST(", ")"))
                + IntStream.range(0, columns).mapToObj(i -> "k" + i).collect(Collectors.joining(", ", " AS k(", ")"));
    }

    @Override
    boolean isHeldByAnother(SQLException e) {
        return isFileLocked(e);
    }

    static boolean isFileLocked(SQLException e) {
        return e.getErrorCode() == HELD_BY_ANOTHER;
    }
}
