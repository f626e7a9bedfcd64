package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that a database refuses to store or to remove. It tries out ever smaller parts of the unit: some removals, or
 * some rows with their parents after the unit's removals.
 */
final class RefusalSearch {
    /**
     * The number of rows after which no row is at fault, if each was refused by an error of a
     * {@linkplain ErrorScope#STATEMENT statement}, and neither one of them nor one of a sample could be stored.
     */
    private static final int MOST_ERRORS = 16;

    private final UnitWriter writer;
    private final List<Refusal> refused = new ArrayList<>();
    private PreparedUnit unit;
    /** Tells that a row of the collection could be stored. */
    private boolean isAnyStored;
    /** The error of the last refused row, if it may concern all rows. */
    private @Nullable SQLException lastError;

    /** The collection of the last removal that was refused. */
    private @Nullable IntercomCollection lastCollection;

    private int statementErrors;

    /** Units that decide whether all rows are refused, after the first ones were. */
    private List<Supplier<PreparedUnit>> sample = List.of();

    private RefusalSearch(UnitWriter writer, PreparedUnit unit) {
        this.writer = writer;
        this.unit = unit;
    }

    /**
     * Returns the rows that cannot be stored or removed, alone or together with others; none if no row is at fault.
     *
     * @throws SinkException if an object that somebody added refuses every row
     */
    static List<Refusal> find(UnitWriter writer, PreparedUnit unit) throws SQLException {
        RefusalSearch refusals = new RefusalSearch(writer, unit);
        boolean isFound = refusals.tryOut(unit.only(List.of())) == null ? refusals.findRows() : refusals.findRemovals();
        return isFound ? refusals.refused : List.of();
    }

    private boolean findRows() throws SQLException {
        for (IntercomCollection collection : unit.rows().keySet()) {
            isAnyStored = false;
            lastError = null;
            statementErrors = 0;
            List<PreparedRow> rows = unit.rows(collection);
            sample = spread(rows, row -> unit.only(List.of(row)));
            find(List.of(), rows);
            if (lastError != null && !mayBeOfRows(lastError)) {
                return refuseFailingCode(collection, lastError);
            }
            unit = unit.without(refused); // so that no child is tried out with a refused parent
        }
        return true;
    }

    /** A few rows may each be refused. But if a statement of this library fails for all rows, the statement is wrong. */
    private boolean mayBeOfRows(SQLException error) throws SQLException {
        boolean isOwn = writer.errors().sqlState(error).startsWith("42")
                && !writer.errors().origin(error).isCode();
        return isAnyStored || (!isOwn && !failsForAll());
    }

    private boolean failsForAll() throws SQLException {
        if (isAnyStored || statementErrors < MOST_ERRORS) {
            return false;
        }
        isAnyStored = isAnyOfSampleStored();
        sample = List.of();
        return !isAnyStored;
    }

    /** Tries rows from all parts of the collection alone: the first ones may be refused because they are alike. */
    private boolean isAnyOfSampleStored() throws SQLException {
        for (Supplier<PreparedUnit> alone : sample) {
            if (tryOut(alone.get()) == null) {
                return true;
            }
        }
        return false;
    }

    /** Returns the units of single rows or objects that lie at equal distances, the last one among them. */
    private static <T> List<Supplier<PreparedUnit>> spread(List<T> all, Function<T, PreparedUnit> alone) {
        int count = Math.min(all.size(), MOST_ERRORS);
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count) - 1))
                .<Supplier<PreparedUnit>>map(each -> () -> alone.apply(each))
                .toList();
    }

    private boolean refuseFailingCode(IntercomCollection collection, SQLException error) throws SQLException {
        if (mayBeOfCode(collection, error)) {
            throw new SinkException(
                    "No row of " + collection.tableName() + " can be stored: " + writer.reason(collection, error),
                    SinkFailure.inOwnWords(error, writer.errors()));
        }
        return false;
    }

    private boolean mayBeOfCode(IntercomCollection collection, SQLException error) throws SQLException {
        return writer.errors().origin(error).isCode() || writer.mayBeOfCode(collection);
    }

    /** @param others rows that can be stored; the rows are tried out together with them */
    private void find(List<PreparedRow> others, List<PreparedRow> rows) throws SQLException {
        if (rows.isEmpty() || failsForAll()) {
            return;
        }
        SQLException error = tryOut(unit.only(joined(others, rows)));
        if (error == null) {
            isAnyStored = true;
            return;
        }
        if (rows.size() == 1) {
            refuse(rows.get(0), error);
            return;
        }
        int before = refused.size();
        List<PreparedRow> one = rows.subList(0, rows.size() / 2);
        List<PreparedRow> other = rows.subList(rows.size() / 2, rows.size());
        find(others, one);
        find(others, other);
        if (refused.size() == before) {
            // Each half can be stored alone, so a row of one half conflicts with a row of the other.
            find(joined(others, one), other);
        }
    }

    private void refuse(PreparedRow row, SQLException error) throws SQLException {
        count(error);
        refused.add(Refusal.ofRow(row, writer.reason(row.row().collection(), error)));
    }

    private void count(SQLException error) {
        if (writer.errors().scope(error) == ErrorScope.STATEMENT) {
            lastError = error;
            statementErrors++;
        }
    }

    private boolean findRemovals() throws SQLException {
        sample = spread(unit.removed(), object -> removing(List.of(object)));
        findRemovals(unit.removed());
        if (lastError == null || lastCollection == null || mayBeOfRows(lastError)) {
            return true;
        }
        if (mayBeOfCode(lastCollection, lastError)) {
            throw new SinkException(
                    "No row of " + lastCollection.tableName() + " can be removed or marked: "
                            + writer.reasonOfRemoval(lastCollection, lastError),
                    SinkFailure.inOwnWords(lastError, writer.errors()));
        }
        return false;
    }

    private void findRemovals(List<String> objects) throws SQLException {
        if (objects.isEmpty() || failsForAll()) {
            return;
        }
        SQLException error = tryOut(removing(objects));
        if (error == null) {
            isAnyStored = true;
            return;
        }
        if (objects.size() > 1) {
            findRemovals(objects.subList(0, objects.size() / 2));
            findRemovals(objects.subList(objects.size() / 2, objects.size()));
            return;
        }
        count(error);
        String object = objects.get(0);
        IntercomCollection collection = unit.staying(object, "").row().collection();
        lastCollection = collection;
        refused.add(unit.staying(object, writer.reasonOfRemoval(collection, error)));
    }

    /** Returns the unit that removes only these objects and stores nothing. */
    private PreparedUnit removing(List<String> objects) {
        List<String> others = new ArrayList<>(unit.removed());
        others.removeAll(new HashSet<>(objects));
        return unit.only(List.of()).keeping(others);
    }

    private @Nullable SQLException tryOut(PreparedUnit tried) throws SQLException {
        try {
            writer.tryOut(tried);
            return null;
        } catch (SQLException e) {
            if (!writer.isOfRows(e)) {
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
