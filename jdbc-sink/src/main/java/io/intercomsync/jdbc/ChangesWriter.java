package io.intercomsync.jdbc;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Stores changes: makes the tables fit them, then writes them, but for the rows that the database refuses for their data. */
final class ChangesWriter {
    private final Connection connection;
    private final Engine engine;
    private final Tables tables;
    private final Checkpoints checkpoints;
    private final OnDelete onDelete;
    private final Clock clock;

    ChangesWriter(
            Connection connection,
            Engine engine,
            Tables tables,
            Checkpoints checkpoints,
            OnDelete onDelete,
            Clock clock) {
        this.connection = connection;
        this.engine = engine;
        this.tables = tables;
        this.checkpoints = checkpoints;
        this.onDelete = onDelete;
        this.clock = clock;
    }

    WriteResult write(Changes changes) throws SQLException {
        Unit unit = Unit.of(changes, new TextCleaner(engine.dialect().holdsNul()));
        unit = fit(unit);
        Map<IntercomCollection, Table> used = prepare(unit);
        List<RefusedRow> refused = new ArrayList<>();
        while (true) {
            UnitWriter writer = writer(used);
            List<Refusal> found;
            try {
                Map<IntercomCollection, Long> changed =
                        writer.write(unit, refused.isEmpty() ? changes.checkpoints() : List.of());
                if (writer.lost().isEmpty()) {
                    return new WriteResult(changed, refused, writer.replacedCharacters());
                }
                found = writer.lost();
            } catch (SQLException e) {
                found = FaultKind.of(e) == FaultKind.DATABASE ? List.of() : refusals(unit);
                if (found.isEmpty()) {
                    throw e;
                }
            }
            found.forEach(refusal -> refused.add(refusal.row()));
            unit = fit(unit.without(found));
            used = prepare(unit);
        }
    }

    private UnitWriter writer(Map<IntercomCollection, Table> used) {
        return new UnitWriter(connection, engine, checkpoints, used, onDelete, clock.instant());
    }

    private List<Refusal> refusals(Unit unit) throws SQLException {
        tables.forget(); // no row is at fault where somebody has added a column that must not be null
        Unit fitting = fit(unit); // somebody may have altered a table
        return Refusals.find(writer(prepare(fitting)), fitting);
    }

    /** Makes the tables fit the unit, and those rows fit that a table cannot be made to fit. */
    private Unit fit(Unit unit) throws SQLException {
        Unit fitting = unit;
        for (Batch batch : unit.changes().batches()) {
            Table table = tables.prepare(connection, batch.collection(), batch.columns());
            List<PreparedRow> rows = unit.rows(batch.collection());
            fitting = fitting.with(batch.collection(), new Widening(connection, engine, tables).fit(table, rows));
        }
        return fitting;
    }

    /** The tables that the unit changes, parents before children. */
    private Map<IntercomCollection, Table> prepare(Unit unit) throws SQLException {
        Map<IntercomCollection, Table> used = new EnumMap<>(IntercomCollection.class);
        for (Batch batch : unit.changes().batches()) {
            Table table = tables.prepare(connection, batch.collection(), batch.columns());
            engine.prepare(connection, table);
            used.put(batch.collection(), table);
        }
        for (Removal removal : unit.removals()) {
            if (!used.containsKey(removal.collection())) {
                tables.find(connection, removal.collection()).ifPresent(table -> used.put(removal.collection(), table));
            }
        }
        return used;
    }
}
