package io.intercomsync.jdbc.internal.load;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.history.HistoryTable;
import io.intercomsync.jdbc.internal.schema.Tables;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores changes: makes the tables fit, then writes the rows, except those that the database refuses for their data. */
final class ChangesWriter {
    private final Connection connection;
    private final SinkDatabase database;
    private final Tables tables;
    private final CheckpointTable checkpoints;
    private final DeletionMode onDelete;
    private final Clock clock;
    private final Map<IntercomCollection, HistoryTable> histories = new EnumMap<>(IntercomCollection.class);

    ChangesWriter(
            Connection connection,
            SinkDatabase database,
            Tables tables,
            CheckpointTable checkpoints,
            DeletionMode onDelete,
            Clock clock) {
        this.connection = connection;
        this.database = database;
        this.tables = tables;
        this.checkpoints = checkpoints;
        this.onDelete = onDelete;
        this.clock = clock;
    }

    /** Stores the changes, without their checkpoints if rows are kept out. */
    WriteResult write(Changes changes) throws SQLException {
        PreparedUnit unit =
                PreparedUnit.of(changes, new TextCleaner(database.dialect().holdsNul()));
        tables.define(changes.attributes());
        unit = fit(unit);
        Map<IntercomCollection, CollectionTable> used = prepare(unit);
        List<RefusedRow> refused = new ArrayList<>();
        boolean isReread = false;
        while (true) {
            UnitWriter writer = writer(used);
            List<Refusal> found;
            try {
                Map<IntercomCollection, Long> changed =
                        writer.write(unit, refused.isEmpty() ? changes.checkpoints() : List.of());
                if (extend(writer.attributes().unmet(), used)) {
                    used = prepare(unit);
                    continue;
                }
                if (writer.lost().isEmpty()) {
                    return new WriteResult(
                            changed,
                            refused,
                            writer.replacedCharacters(),
                            writer.attributes().inJsonAlone());
                }
                found = writer.lost();
            } catch (SQLException e) {
                found = writer.mayBeOfRow(e) ? refusals(unit) : List.of();
                if (found.isEmpty() && (isReread || !writer.mayBeOfRow(e))) {
                    throw e;
                }
                isReread |= found.isEmpty(); // perhaps another sink has altered a table; the search has read it anew
            }
            found.forEach(refusal -> refused.add(refusal.row()));
            unit = fit(unit.without(found));
            used = prepare(unit);
        }
    }

    /** Gives attributes the columns that they need. Returns whether there were any. */
    private boolean extend(Map<IntercomCollection, AttributeNeeds> unmet, Map<IntercomCollection, CollectionTable> used)
            throws SQLException {
        for (Map.Entry<IntercomCollection, AttributeNeeds> needs : unmet.entrySet()) {
            tables.extend(connection, requireNonNull(used.get(needs.getKey())), needs.getValue());
        }
        return !unmet.isEmpty();
    }

    private UnitWriter writer(Map<IntercomCollection, CollectionTable> used) {
        Instant now = clock.instant();
        UnitHistory history = new UnitHistory(connection, database, histories, now);
        return new UnitWriter(connection, database, checkpoints, used, onDelete, history, now);
    }

    private List<Refusal> refusals(PreparedUnit unit) throws SQLException {
        tables.forget(); // perhaps somebody has added a column that must not be null; then no row is at fault
        PreparedUnit fitting = fit(unit); // somebody may have altered a table
        return RefusalSearch.find(writer(prepare(fitting)), fitting);
    }

    /** Makes the tables fit the rows; where a table cannot be changed, makes the rows fit the table. */
    private PreparedUnit fit(PreparedUnit unit) throws SQLException {
        PreparedUnit fitting = unit;
        for (Batch batch : unit.changes().batches()) {
            CollectionTable table = tables.prepare(connection, batch.collection(), batch.columns());
            List<PreparedRow> rows = unit.rows(batch.collection());
            fitting =
                    fitting.with(batch.collection(), new ColumnWidening(connection, database, tables).fit(table, rows));
        }
        return fitting;
    }

    /** Returns the tables that the unit changes, parents before children. */
    private Map<IntercomCollection, CollectionTable> prepare(PreparedUnit unit) throws SQLException {
        Map<IntercomCollection, CollectionTable> used = new EnumMap<>(IntercomCollection.class);
        for (Batch batch : unit.changes().batches()) {
            CollectionTable table = tables.prepare(connection, batch.collection(), batch.columns());
            database.prepare(connection, table.target());
            used.put(batch.collection(), table);
        }
        Set<IntercomCollection> others = EnumSet.noneOf(IntercomCollection.class);
        unit.removals().forEach(removal -> others.add(removal.collection()));
        others.removeAll(used.keySet());
        for (IntercomCollection collection : others) { // once each: to look for a table that is not there takes long
            tables.findForRemovals(connection, collection).ifPresent(table -> used.put(collection, table));
        }
        prepareHistories(used, unit.workspace());
        return used;
    }

    private void prepareHistories(Map<IntercomCollection, CollectionTable> used, String workspace) throws SQLException {
        histories.clear();
        HistoryPreparation preparation = new HistoryPreparation(connection, database, tables, checkpoints, clock);
        for (CollectionTable table : used.values()) {
            preparation.prepare(table, workspace).ifPresent(history -> histories.put(table.collection(), history));
        }
        preparation.prepareOthers(workspace);
    }
}
