package io.intercomsync.jdbc.internal.load;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.error.RefusalReason;
import io.intercomsync.jdbc.internal.read.StoredRow;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.Transaction;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores one unit in one transaction: removals, rows, checkpoints. It sends only rows that differ from the stored ones. */
final class UnitWriter {
    private final Connection connection;
    private final SinkDatabase database;
    private final CheckpointTable checkpoints;
    private final Map<IntercomCollection, CollectionTable> tables;
    private final DeletionMode onDelete;
    private final UnitHistory history;
    private final Instant now;
    private final Set<String> keptParents = new HashSet<>();
    private final TextCleaner cleaner;
    private final List<Refusal> lost = new ArrayList<>();
    private final AttributeCheck attributes;
    private final DeferredChecks deferred;
    private @Nullable RowRemovals lastRemovals;

    UnitWriter(
            Connection connection,
            SinkDatabase database,
            CheckpointTable checkpoints,
            Map<IntercomCollection, CollectionTable> tables,
            DeletionMode onDelete,
            UnitHistory history,
            Instant now) {
        this.connection = connection;
        this.database = database;
        this.checkpoints = checkpoints;
        this.tables = tables;
        this.onDelete = onDelete;
        this.history = history;
        this.now = now;
        this.cleaner = new TextCleaner(database.dialect().holdsNul());
        this.attributes = new AttributeCheck(database.dialect());
        this.deferred = new DeferredChecks(connection, database, tables.values(), history, now);
    }

    /** Returns the check of the custom attributes. If it has found unmet needs, nothing was stored. */
    AttributeCheck attributes() {
        return attributes;
    }

    DatabaseErrors errors() {
        return database.errors();
    }

    boolean mayBeOfRow(SQLException e) throws SQLException {
        return database.mayBeOfRow(connection, e);
    }

    /** Returns how many characters were replaced in the stored rows. */
    long replacedCharacters() {
        return cleaner.replaced();
    }

    /**
     * Returns the rows that are not stored as they were sent, or not removed, although the database reported no error. If there are any,
     * nothing of the unit was stored.
     */
    List<Refusal> lost() {
        return lost;
    }

    /**
     * Stores the unit; nothing of it is stored if this throws, if rows are {@linkplain #lost() lost}, or if {@linkplain #attributes()
     * attributes} need columns.
     *
     * @param toSave the checkpoints that are true once it is stored
     * @return how many rows were really changed
     */
    Map<IntercomCollection, Long> write(PreparedUnit unit, List<Checkpoint> toSave) throws SQLException {
        Map<IntercomCollection, Long> changed = new EnumMap<>(IntercomCollection.class);
        Transaction.run(connection, database.sessions(), () -> {
            changed.putAll(removeAndStore(unit, false));
            if (isStored()) {
                for (Checkpoint checkpoint : toSave) {
                    checkpoints.save(connection, checkpoint);
                }
            }
            return isStored();
        });
        changed.values().removeIf(count -> count == 0);
        return changed;
    }

    private boolean isStored() {
        return lost.isEmpty() && attributes.unmet().isEmpty();
    }

    private boolean hasTransactions() {
        return database.sessions().hasTransactions();
    }

    /** Stores the unit and rolls it back, to see whether the database refuses any of it. */
    void tryOut(PreparedUnit unit) throws SQLException {
        deferred.begin();
        Transaction.run(connection, database.sessions(), () -> {
            removeAndStore(unit, true);
            deferred.run();
            return false;
        });
    }

    /** Returns the reason why the database refuses a row of the collection. */
    String reason(IntercomCollection collection, SQLException error) throws SQLException {
        TargetTable table = failing(collection);
        return failingRemoval().isPresent()
                ? RefusalReason.ofMove(error, database.errors(), table, objects(table))
                : RefusalReason.of(error, database.errors(), table, objects(table));
    }

    /** Returns the reason why the database refuses to remove or mark a row of the collection. */
    String reasonOfRemoval(IntercomCollection collection, SQLException error) throws SQLException {
        TargetTable table = failing(collection);
        return RefusalReason.ofRemoval(error, database.errors(), table, objects(table));
    }

    private List<TableObject> objects(TargetTable table) throws SQLException {
        return database.dialect().catalog().objects(connection, table);
    }

    /** Returns whether a trigger, a rule or the like may be at fault, also where the error does not tell. */
    boolean mayBeOfCode(IntercomCollection collection) throws SQLException {
        return objects(failing(collection)).stream().anyMatch(TableObject::mayChangeRows);
    }

    private Optional<TargetTable> failingRemoval() {
        return Optional.ofNullable(lastRemovals).flatMap(RowRemovals::failing);
    }

    /** Returns the table that refuses a row or a removal: that of the collection, of its children, or of its versions. */
    private TargetTable failing(IntercomCollection collection) {
        return failingRemoval()
                .or(history::failing)
                .orElseGet(() -> requireNonNull(tables.get(collection)).target());
    }

    /** @param isTrial whether to send rows although attributes need columns, which the database does not refuse */
    private Map<IntercomCollection, Long> removeAndStore(PreparedUnit unit, boolean isTrial) throws SQLException {
        keptParents.clear();
        lost.clear();
        attributes.clear();
        history.clear();
        keptParents.addAll(unit.refusedParents());
        checkpoints.refuseOthers(connection, unit.workspace());
        if (!isTrial && !hasTransactions() && !attributes.checkAll(tables.values(), unit)) {
            return Map.of();
        }
        RowRemovals removals = new RowRemovals(connection, database, onDelete, unit, history);
        lastRemovals = removals;
        Map<IntercomCollection, Long> changed = removals.run(tables);
        lost.addAll(removals.lost());
        for (CollectionTable table : tables.values()) {
            Set<List<String>> returning = removals.returning(table.collection());
            changed.merge(table.collection(), store(table, unit, returning, isTrial), Long::sum);
        }
        if (isStored()) {
            addLostVersions(unit, history.write(unit.workspace()));
        }
        return changed;
    }

    /** Keeps out the rows of the unit whose versions are not stored. For any other row, records that its history is behind. */
    private void addLostVersions(PreparedUnit unit, List<UnitHistory.LostVersion> versions) throws SQLException {
        Set<String> removed = new HashSet<>(unit.removed());
        for (UnitHistory.LostVersion each : versions) {
            Optional<PreparedRow> row = unit.rows(each.collection()).stream()
                    .filter(sent -> sent.key().equals(each.key()))
                    .findFirst();
            String reason = RefusalReason.ofLost(each.table(), objects(each.table()));
            if (row.isPresent()) {
                lost.add(Refusal.ofRow(row.get(), reason));
            } else if (removed.remove(each.object())) {
                lost.add(unit.staying(each.object(), reason));
            } else {
                HistoryPreparation.noteBehind(connection, checkpoints, unit.workspace(), each.collection());
            }
        }
    }

    private long store(CollectionTable table, PreparedUnit unit, Set<List<String>> returning, boolean isTrial)
            throws SQLException {
        List<PreparedRow> rows = withoutKeptParents(table, unit.rows(table.collection()));
        Set<String> replaced = unit.replacedParents(table.collection());
        replaced.removeAll(keptParents);
        if (rows.isEmpty() && replaced.isEmpty()) {
            return 0;
        }
        KeyStatements statements = new KeyStatements(connection, database.dialect(), table.target(), unit.workspace());
        long removed = new ReplacedChildren(connection, database, history)
                .remove(statements, table, replaced, rows, unit.refused(table.collection()));
        Map<List<String>, StoredRow> stored = storedRows(statements, table, rows);
        List<PreparedRow> different = new ArrayList<>();
        for (PreparedRow row : rows) {
            StoredRow there = stored.get(row.key());
            if (isParent(table) && there != null && row.isOlderThan(there) && !returning.contains(row.key())) {
                keptParents.add(row.row().key().get(0));
            } else if (!row.isStoredAs(there, table)) {
                different.add(row);
                history.changes(table, row, there);
            } else if (!hasTransactions()) { // an attempt that broke may have stored the row without its version
                history.changes(table.collection(), List.of(row.key()));
            }
        }
        boolean isFitting = attributes.check(table, different);
        if ((isFitting || isTrial) && send(table, different, stored, unit.workspace()) != different.size()) {
            addLost(statements, table, different);
        }
        return removed + different.size();
    }

    /** Finds the rows that are not stored as they were sent. */
    private void addLost(KeyStatements statements, CollectionTable table, List<PreparedRow> sent) throws SQLException {
        Map<List<String>, StoredRow> stored = storedRows(statements, table, sent);
        List<PreparedRow> absent = sent.stream()
                .filter(row -> !row.isStoredAs(stored.get(row.key()), table))
                .toList();
        if (!absent.isEmpty()) {
            String reason = RefusalReason.ofLost(table.target(), objects(table.target()));
            absent.forEach(row -> lost.add(Refusal.ofRow(row, reason)));
        }
    }

    /** Returns whether the versions of rows are compared. Children are stored or kept out with their parent. */
    private static boolean isParent(CollectionTable table) {
        return table.collection().parentColumn().isEmpty();
    }

    private List<PreparedRow> withoutKeptParents(CollectionTable table, List<PreparedRow> rows) {
        String parent = table.collection().parentColumn().orElse(null);
        return parent == null || keptParents.isEmpty()
                ? rows
                : rows.stream()
                        .filter(row -> !keptParents.contains(row.textOf(parent)))
                        .toList();
    }

    private static Map<List<String>, StoredRow> storedRows(
            KeyStatements statements, CollectionTable table, List<PreparedRow> rows) throws SQLException {
        return rows.isEmpty()
                ? Map.of()
                : StoredRow.read(
                        statements,
                        table,
                        table.key(),
                        rows.stream().map(PreparedRow::key).toList());
    }

    private long send(
            CollectionTable table, List<PreparedRow> rows, Map<List<String>, StoredRow> stored, String workspace)
            throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        boolean isShared = table.target().has(OwnColumns.WORKSPACE);
        List<List<String>> there = new ArrayList<>();
        for (PreparedRow row : rows) {
            if (stored.containsKey(row.key())) {
                there.add(isShared ? KeyStatements.before(workspace, row.key()) : row.key());
            }
        }
        RowValues values = new RowValues(table, workspace, now, cleaner, attributes.of(table));
        return database.store(connection, table.target(), values.of(rows), there);
    }
}
