package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.sql.HalvingSearch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a unit that a database refuses to store or to remove. Tries some removals alone, or some rows with their parents
 * after the unit's removals.
 */
final class RefusalSearch {
    private final UnitWriter writer;
    private final List<Refusal> refused = new ArrayList<>();
    private PreparedUnit unit;

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
            HalvingSearch<PreparedRow> search = new HalvingSearch<>(
                    rows -> tryOut(unit.only(rows)),
                    (row, error) -> refused.add(Refusal.ofRow(row, writer.reason(collection, error))),
                    this::isOfStatement);
            search.run(unit.rows(collection));
            SQLException error = search.lastError();
            if (error != null && !mayBeOfRows(search, error)) {
                refuseAll(collection, " can be stored: " + writer.reason(collection, error), error);
                return false;
            }
            unit = unit.without(refused); // so that no child is tried out with a refused parent
        }
        return true;
    }

    private boolean findRemovals() throws SQLException {
        HalvingSearch<String> search = new HalvingSearch<>(
                objects -> tryOut(removing(objects)),
                (object, error) ->
                        refused.add(unit.staying(object, writer.reasonOfRemoval(collectionOf(object), error))),
                this::isOfStatement);
        search.run(unit.removed());
        SQLException error = search.lastError();
        if (error == null || mayBeOfRows(search, error)) {
            return true;
        }
        IntercomCollection collection = refused.get(refused.size() - 1).row().collection();
        refuseAll(collection, " can be removed or marked: " + writer.reasonOfRemoval(collection, error), error);
        return false;
    }

    private IntercomCollection collectionOf(String object) {
        return unit.staying(object, "").row().collection();
    }

    /** Returns the unit that removes only these objects and stores nothing. */
    private PreparedUnit removing(List<String> objects) {
        List<String> others = new ArrayList<>(unit.removed());
        others.removeAll(new HashSet<>(objects));
        return unit.only(List.of()).keeping(others);
    }

    private boolean isOfStatement(SQLException error) {
        return writer.errors().scope(error) == ErrorScope.STATEMENT;
    }

    /** A few rows may each be refused. But if a statement of this library fails for all rows, the statement is wrong. */
    private boolean mayBeOfRows(HalvingSearch<?> search, SQLException error) {
        boolean isOwn = writer.errors().sqlState(error).startsWith("42")
                && !writer.errors().origin(error).isCode();
        return search.isAnyAccepted() || (!isOwn && !search.isGivenUp());
    }

    /** @throws SinkException if code that somebody added may be at fault */
    private void refuseAll(IntercomCollection collection, String reason, SQLException error) throws SQLException {
        if (writer.errors().origin(error).isCode() || writer.mayBeOfCode(collection)) {
            throw new SinkException(
                    "No row of " + collection.tableName() + reason, SinkFailure.inOwnWords(error, writer.errors()));
        }
    }

    private @Nullable SQLException tryOut(PreparedUnit tried) throws SQLException {
        try {
            writer.tryOut(tried);
            return null;
        } catch (SQLException e) {
            if (!writer.mayBeOfRow(e)) {
                throw e;
            }
            return e;
        }
    }
}
