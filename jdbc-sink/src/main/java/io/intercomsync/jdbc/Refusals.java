package io.intercomsync.jdbc;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that a database refuses for their data, by trying out ever smaller parts of their unit: some rows with their
 * parents, after what is removed with them.
 */
final class Refusals {
    private final UnitWriter writer;
    private final List<RefusedRow> refused = new ArrayList<>();
    private Unit unit;

    private Refusals(UnitWriter writer, Unit unit) {
        this.writer = writer;
        this.unit = unit;
    }

    /** The rows that cannot be stored, by themselves or beside those that can; none if the fault is in what is removed. */
    static List<RefusedRow> find(UnitWriter writer, Unit unit) throws SQLException {
        Refusals refusals = new Refusals(writer, unit);
        if (refusals.fault(List.of()) == null) {
            for (IntercomCollection collection : unit.rows().keySet()) {
                refusals.find(List.of(), refusals.unit.rows(collection));
                refusals.unit = unit.without(refusals.refused); // so that no child is tried out with a refused parent
            }
        }
        return refusals.refused;
    }

    /** @param others rows that can be stored, with which these are tried out */
    private void find(List<PreparedRow> others, List<PreparedRow> rows) throws SQLException {
        SQLException fault = rows.isEmpty() ? null : fault(joined(others, rows));
        if (fault == null) {
            return;
        }
        if (rows.size() == 1) {
            refused.add(new RefusedRow(
                    rows.get(0).row().collection(), rows.get(0).row().key(), Failures.reason(fault)));
            return;
        }
        int before = refused.size();
        List<PreparedRow> one = rows.subList(0, rows.size() / 2);
        List<PreparedRow> other = rows.subList(rows.size() / 2, rows.size());
        find(others, one);
        find(others, other);
        if (refused.size() == before) {
            // Each half is stored alone, so a row of the one is at odds with a row of the other.
            find(joined(others, one), other);
        }
    }

    private @Nullable SQLException fault(List<PreparedRow> rows) throws SQLException {
        try {
            writer.tryOut(unit.only(rows));
            return null;
        } catch (SQLException e) {
            if (!Failures.isOfData(e)) {
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
}
