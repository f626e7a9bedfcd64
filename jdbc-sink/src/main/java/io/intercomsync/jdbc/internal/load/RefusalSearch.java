package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that a database refuses to store or to remove, by trying out ever smaller parts of their unit: some removals, or
 * some rows with their parents, after what is removed with them.
 */
final class RefusalSearch {
    /**
     * So many rows are refused by a fault of {@linkplain ErrorScope#STATEMENT statements} before any row could be stored: then
     * no row is at fault.
     */
    private static final int HOPELESS = 16;

    private final UnitWriter writer;
    private final List<Refusal> refused = new ArrayList<>();
    private PreparedUnit unit;
    /** Whether a row of the collection could be stored. */
    private boolean isAnyStored;
    /** The fault of the last row that was refused and that may be a fault of all. */
    private @Nullable SQLException doubtful;

    private int doubts;

    private RefusalSearch(UnitWriter writer, PreparedUnit unit) {
        this.writer = writer;
        this.unit = unit;
    }

    /**
     * Returns the rows that cannot be stored or removed, by themselves or beside those that can; none if the fault is of no row.
     *
     * @throws SinkException if an object that somebody added refuses every row
     */
    static List<Refusal> find(UnitWriter writer, PreparedUnit unit) throws SQLException {
        RefusalSearch refusals = new RefusalSearch(writer, unit);
        boolean isFound = refusals.fault(unit.only(List.of())) == null ? refusals.findRows() : refusals.findRemovals();
        return isFound ? refusals.refused : List.of();
    }

    private boolean findRows() throws SQLException {
        for (IntercomCollection collection : unit.rows().keySet()) {
            isAnyStored = false;
            doubtful = null;
            doubts = 0;
            find(List.of(), unit.rows(collection));
            if (doubtful != null && !isCredible(doubtful)) {
                return ofAll(collection, doubtful);
            }
            unit = unit.without(refused); // so that no child is tried out with a refused parent
        }
        return true;
    }

    /** A few rows may be refused one by one; but a statement of the library's own that fails for all of them is wrong itself. */
    private boolean isCredible(SQLException fault) {
        boolean isOwn = writer.errors().sqlState(fault).startsWith("42")
                && !writer.errors().origin(fault).isCode();
        return isAnyStored || (!isOwn && !isHopeless());
    }

    private boolean isHopeless() {
        return !isAnyStored && doubts >= HOPELESS;
    }

    private boolean ofAll(IntercomCollection collection, SQLException fault) throws SQLException {
        if (writer.errors().origin(fault).isCode()) {
            throw new SinkException(
                    "No row of " + collection.tableName() + " can be stored: " + writer.reason(collection, fault),
                    SinkFailure.withoutData(fault, writer.errors()));
        }
        return false;
    }

    /** @param others rows that can be stored, with which these are tried out */
    private void find(List<PreparedRow> others, List<PreparedRow> rows) throws SQLException {
        if (rows.isEmpty() || isHopeless()) {
            return;
        }
        SQLException fault = fault(unit.only(joined(others, rows)));
        if (fault == null) {
            isAnyStored = true;
            return;
        }
        if (rows.size() == 1) {
            refuse(rows.get(0), fault);
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

    private void refuse(PreparedRow row, SQLException fault) throws SQLException {
        doubt(fault);
        refused.add(Refusal.ofRow(row, writer.reason(row.row().collection(), fault)));
    }

    private void doubt(SQLException fault) {
        if (writer.errors().scope(fault) == ErrorScope.STATEMENT) {
            doubtful = fault;
            doubts++;
        }
    }

    private boolean findRemovals() throws SQLException {
        findRemovals(unit.removed());
        return doubtful == null || isCredible(doubtful);
    }

    private void findRemovals(List<String> objects) throws SQLException {
        List<String> others = new ArrayList<>(unit.removed());
        others.removeAll(objects);
        SQLException fault = objects.isEmpty() || isHopeless()
                ? null
                : fault(unit.only(List.of()).keeping(others));
        if (fault == null) {
            isAnyStored |= !objects.isEmpty();
            return;
        }
        if (objects.size() > 1) {
            findRemovals(objects.subList(0, objects.size() / 2));
            findRemovals(objects.subList(objects.size() / 2, objects.size()));
            return;
        }
        doubt(fault);
        String object = objects.get(0);
        IntercomCollection collection = unit.staying(object, "").row().collection();
        refused.add(unit.staying(object, writer.reasonOfRemoval(collection, fault)));
    }

    private @Nullable SQLException fault(PreparedUnit tried) throws SQLException {
        try {
            writer.tryOut(tried);
            return null;
        } catch (SQLException e) {
            if (writer.errors().scope(e) == ErrorScope.DATABASE) {
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
