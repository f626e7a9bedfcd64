package io.intercomsync.jdbc.internal.load;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.column.SkippedRows;
import io.intercomsync.jdbc.internal.history.HistoryTable;
import io.intercomsync.jdbc.internal.history.HistoryTables;
import io.intercomsync.jdbc.internal.schema.Tables;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.TablePages;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Prepares the history of a workspace's rows. The table of checkpoints records, under the name of the table of versions, whether the history is
 * up to date. A sink that keeps no history records there that it is behind, before it writes the first row. A sink that keeps it again
 * compares the versions with the rows: some thousand rows in a transaction, and equal ones write nothing.
 */
final class HistoryPreparation {
    private static final int ROWS_AT_ONCE = 2_000;
    /** The history is up to date, with the columns of custom attributes. */
    private static final String WITH_COLUMNS = "up to date";
    /** The history is up to date, but versions may lack values in the columns of custom attributes. */
    private static final String WITHOUT_COLUMNS = "up to date without columns of custom attributes";

    private static final String BEHIND = "behind";

    private final Connection connection;
    private final SinkDatabase database;
    private final Tables tables;
    private final CheckpointTable checkpoints;
    private final Clock clock;

    HistoryPreparation(
            Connection connection, SinkDatabase database, Tables tables, CheckpointTable checkpoints, Clock clock) {
        this.connection = connection;
        this.database = database;
        this.tables = tables;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /** Returns the table of the versions, up to date; nothing if no history of these rows is kept. */
    Optional<HistoryTable> prepare(CollectionTable table, String workspace) throws SQLException {
        IntercomCollection collection = table.collection();
        HistoryTables histories = tables.histories();
        Optional<HistoryTable> history =
                histories.keeps(collection) ? Optional.of(tables.prepareHistory(connection, table)) : Optional.empty();
        if (history.isPresent()) {
            HistoryTable versions = history.get();
            database.prepareUpdate(connection, versions.target(), VersionWriter.endOfVersion(versions));
        }
        if (!histories.isSettled(workspace, collection)) {
            String feed = feed(collection);
            String state = checkpoints
                    .load(connection, workspace, feed)
                    .map(Checkpoint::state)
                    .orElse("");
            String wanted = history.isPresent() ? settle(history.get(), workspace, state) : BEHIND;
            boolean wasKept = !state.isEmpty();
            if (!wanted.equals(state) && (wasKept || history.isPresent())) {
                checkpoints.save(connection, new Checkpoint(workspace, feed, wanted));
            }
            histories.noteSettled(workspace, collection);
        }
        return history;
    }

    /** Brings the histories of all other collections up to date, once a run: their rows may not change for a long time. */
    void prepareOthers(String workspace) throws SQLException {
        HistoryTables histories = tables.histories();
        if (histories.isSettled(workspace)) {
            return;
        }
        for (IntercomCollection collection : histories.kept()) {
            if (!histories.isSettled(workspace, collection)) {
                Optional<CollectionTable> table = tables.findForRemovals(connection, collection);
                if (table.isPresent()) {
                    prepare(table.get(), workspace);
                }
            }
        }
        histories.noteSettled(workspace);
    }

    /** Brings the history up to date, and returns its state then. */
    private String settle(HistoryTable history, String workspace, String state) throws SQLException {
        boolean hasColumns = history.main().attributes().isFilled()
                || !history.main().target().has(AttributeColumns.SOURCE);
        boolean isWhole = (!state.isEmpty() && !state.equals(BEHIND)) || compare(history, workspace);
        boolean mayLackValues = !state.isEmpty() && !state.equals(WITH_COLUMNS);
        boolean isFilled = hasColumns && tables.histories().fill(connection, history, mayLackValues);
        return !isWhole ? BEHIND : isFilled ? WITH_COLUMNS : WITHOUT_COLUMNS;
    }

    /** Records that versions of the collection's rows are not up to date, so that the next run compares them. */
    static void noteBehind(
            Connection connection, CheckpointTable checkpoints, String workspace, IntercomCollection collection)
            throws SQLException {
        checkpoints.save(connection, new Checkpoint(workspace, feed(collection), BEHIND));
    }

    /** Returns the name of the state, which has no prefix of tables. */
    private static String feed(IntercomCollection collection) {
        return collection.tableName() + "_history";
    }

    /** Compares all live rows, and then all current versions. Returns whether all are up to date then. */
    private boolean compare(HistoryTable history, String workspace) throws SQLException {
        TargetTable rows = history.main().target();
        String isLive = rows.quoted(OwnColumns.DELETED_AT) + " IS NULL";
        boolean areRowsRight = compare(history, workspace, rows, history.main().key(), isLive);
        boolean areVersionsRight = compare(history, workspace, history.target(), history.key(), history.isCurrent());
        return areRowsRight && areVersionsRight;
    }

    private boolean compare(
            HistoryTable history, String workspace, TargetTable table, List<String> columns, String condition)
            throws SQLException {
        SkippedRows<List<String>> skipped = new SkippedRows<>(
                connection,
                database,
                history.target(),
                keys -> new VersionWriter(connection, database, history, workspace, clock.instant())
                        .write(keys, Map.of(), Set.of()));
        List<String> conditions = new ArrayList<>(List.of(condition));
        List<String> values = new ArrayList<>();
        if (table.has(OwnColumns.WORKSPACE)) {
            conditions.add(table.quoted(OwnColumns.WORKSPACE) + " = ?");
            values.add(workspace);
        }
        String select = "SELECT " + String.join(", ", columns) + " FROM " + table.qualifiedName();
        new TablePages<>(
                        connection,
                        database.dialect(),
                        columns,
                        ROWS_AT_ONCE,
                        row -> KeyStatements.key(row, 1, columns.size()),
                        Function.<List<String>>identity())
                .each(select, conditions, values, skipped::change);
        skipped.warn("could not be given a version that is up to date; each run tries again");
        return skipped.isNone();
    }
}
