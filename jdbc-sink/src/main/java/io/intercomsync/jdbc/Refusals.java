package io.intercomsync.jdbc;

import io.intercomsync.sink.WriteResult.RefusedRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** The rows that cannot be stored, by themselves or beside those that can. */
    List<RefusedRow> find(Table table, List<PreparedRow> rows) throws SQLException {
        List<RefusedRow> refused = new ArrayList<>();
        find(table, List.of(), rows, refused);
        return refused;
    }

    /** @param others rows that can be stored, with which these are tried out */
    private void find(Table table, List<PreparedRow> others, List<PreparedRow> rows, List<RefusedRow> refused)
            throws SQLException {
        SQLException fault = rows.isEmpty() ? null : fault(table, joined(others, rows));
        if (fault == null) {
            return;
        }
        if (rows.size() == 1) {
            refused.add(new RefusedRow(table.collection(), rows.get(0).row().key(), reason(engine.state(fault))));
            return;
        }
        int before = refused.size();
        List<PreparedRow> one = rows.subList(0, rows.size() / 2);
        List<PreparedRow> other = rows.subList(rows.size() / 2, rows.size());
        find(table, others, one, refused);
        find(table, others, other, refused);
        if (refused.size() == before) {
            // Each half is stored alone, so a row of the one is at odds with a row of the other.
            find(table, joined(others, one), other, refused);
        }
    }

    private @Nullable SQLException fault(Table table, List<PreparedRow> rows) throws SQLException {
        try {
            writer.tryOut(table, rows, workspace);
            return null;
        } catch (SQLException e) {
            if (!engine.isFaultOfData(e)) {
                throw e;
            }
            return e;
        }
    }

    private static List<PreparedRow> joined(List<PreparedRow> first, List<PreparedRow> second) {
        List<PreparedRow> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Why, without the database's own message, which repeats the data. */
    private static String reason(String state) {
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
