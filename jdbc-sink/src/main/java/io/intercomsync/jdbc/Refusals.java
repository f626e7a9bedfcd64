package io.intercomsync.jdbc;

import io.intercomsync.sink.WriteResult.RefusedRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds the rows that a database refuses for their data, by trying out ever smaller halves. */
final class Refusals {
    private final Engine engine;
    private final UnitWriter writer;
    private final String workspace;

    Refusals(Engine engine, UnitWriter writer, String workspace) {
        this.engine = engine;
        this.writer = writer;
        this.workspace = workspace;
    }

    /** The rows that cannot be stored by themselves. */
    List<RefusedRow> find(Table table, List<PreparedRow> rows) throws SQLException {
        List<RefusedRow> refused = new ArrayList<>();
        find(table, rows, refused);
        return refused;
    }

    private void find(Table table, List<PreparedRow> rows, List<RefusedRow> refused) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try {
            writer.tryOut(table, rows, workspace);
        } catch (SQLException e) {
            if (!engine.isFaultOfData(e)) {
                throw e;
            }
            if (rows.size() == 1) {
                refused.add(new RefusedRow(table.collection(), rows.get(0).row().key(), reason(e)));
                return;
            }
            find(table, rows.subList(0, rows.size() / 2), refused);
            find(table, rows.subList(rows.size() / 2, rows.size()), refused);
        }
    }

    /** Why, without the database's own message, which repeats the data. */
    private static String reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals("22001")) {
            return "a text is longer than its column";
        }
        if (state.equals("22003")) {
            return "a number is out of the range of its column";
        }
        if (state.startsWith("23")) {
            return "it violates a constraint of the table (SQLState " + state + ")";
        }
        return state.startsWith("54")
                ? "it exceeds a limit of the database (SQLState " + state + ")"
                : "the database cannot hold one of its values (SQLState " + state + ")";
    }
}
