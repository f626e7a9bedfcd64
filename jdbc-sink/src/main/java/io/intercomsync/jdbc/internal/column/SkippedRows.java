package io.intercomsync.jdbc.internal.column;

import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.error.RefusalReason;
import io.intercomsync.jdbc.internal.sql.HalvingSearch;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes stored rows, and skips those that an object somebody added to the table refuses or keeps as they are.
 *
 * @param <T> a stored row
 */
public final class SkippedRows<T> {
    private static final Logger log = LoggerFactory.getLogger(SkippedRows.class);

    private final Connection connection;
    private final SinkDatabase database;
    private final TargetTable table;
    private final Change<T> change;
    private final HalvingSearch<T> search = new HalvingSearch<>(new ChangeTrial(), this::skip, error -> true);
    /** Rows of the page that were not changed although the database reported no error. */
    private final Set<T> unchanged = new HashSet<>();

    private long skipped;
    private String reason = "";

    /** @param table the table whose rows change */
    public SkippedRows(Connection connection, SinkDatabase database, TargetTable table, Change<T> change) {
        this.connection = connection;
        this.database = database;
        this.table = table;
        this.change = change;
    }

    /** Changes rows. */
    @FunctionalInterface
    public interface Change<T> {
        /** Changes the rows, and returns those that are not as they should be although the database reported no error. */
        List<T> run(List<T> rows) throws SQLException;
    }

    /**
     * Changes a page of rows in a transaction, or in several where some are refused. Gives up a page of which all rows seem to be
     * refused.
     */
    public void change(List<T> page) throws SQLException {
        unchanged.clear();
        search.run(page);
    }

    private final class ChangeTrial implements HalvingSearch.Trial<T> {
        @Override
        public @Nullable SQLException run(List<T> rows) throws SQLException {
            try {
                while (!changes(rows)) {
                    reason = RefusalReason.ofLost(table, objects());
                }
                return null;
            } catch (SQLException e) {
                if (!database.mayBeOfRow(connection, e)) {
                    throw e;
                }
                return e;
            }
        }

        @Override
        public boolean isProof(List<T> rows) {
            return !unchanged.containsAll(rows);
        }
    }

    /** Changes the rows, except those that stayed as they were before. Returns whether all others were changed. */
    private boolean changes(List<T> rows) throws SQLException {
        List<T> tried = rows.stream().filter(row -> !unchanged.contains(row)).toList();
        List<T> lost = new ArrayList<>();
        if (!tried.isEmpty()) {
            Transaction.run(connection, database.sessions(), () -> {
                lost.addAll(change.run(tried));
                return lost.isEmpty();
            });
        }
        unchanged.addAll(lost);
        skipped += lost.size();
        return lost.isEmpty();
    }

    private void skip(T row, SQLException error) throws SQLException {
        skipped++;
        reason = RefusalReason.of(error, database.errors(), table, objects());
    }

    private List<TableObject> objects() throws SQLException {
        return database.dialect().catalog().objects(connection, table);
    }

    /** Returns whether all rows were changed. */
    public boolean isNone() {
        return skipped == 0;
    }

    /**
     * Logs how many rows were skipped, if there are any. Names no number if a page was given up.
     *
     * @param consequence says what that means for the rows: {@code have no ...}
     */
    public void warn(String consequence) {
        if (!isNone()) {
            log.warn(
                    "{} of the table {} {}. The reason for the last one: {}",
                    search.isAnyUntried() ? "Rows" : skipped == 1 ? "1 row" : skipped + " rows",
                    table.qualifiedName(),
                    consequence,
                    reason);
        }
    }
}
