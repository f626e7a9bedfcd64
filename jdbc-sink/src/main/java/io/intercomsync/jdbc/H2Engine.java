package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** H2: rows are merged in batches. */
final class H2Engine extends Engine {
    private static final int HELD_BY_ANOTHER = 90020;
    private static final String TRIGGERS = "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS"
            + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY 1";

    H2Engine() {
        super(Dialect.H2);
    }

    @Override
    long store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException {
        String sql = "MERGE INTO " + table.qualified() + " (" + BatchLoader.names(table) + ") KEY ("
                + String.join(", ", table.wholeKey()) + ") VALUES (" + BatchLoader.parameters(dialect(), table) + ")";
        long written = BatchLoader.run(connection, dialect(), table.written(), sql, rows);
        return ownersObjects(connection, table).isEmpty() ? written : UNKNOWN;
    }

    @Override
    List<OwnersObject> ownersObjects(Connection connection, Table table) throws SQLException {
        List<OwnersObject> triggers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    triggers.add(new OwnersObject("trigger", rows.getString(1)));
                }
            }
        }
        return triggers;
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
