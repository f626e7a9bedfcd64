package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.error.RefusalReason;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes stored rows, and passes over those that something refuses or keeps as they are: an object that somebody added to the table. It
 * finds such a row by trying ever smaller parts.
 */
public final class SkippedRows {
    private static final Logger log = LoggerFactory.getLogger(SkippedRows.class);
    /** The number of refused rows after which no row is tried any more, if none could be changed. */
    private static final int MOST_ERRORS = 16;

    private final Connection connection;
    private final SinkDatabase database;
    private final TargetTable table;
    private boolean isAnyChanged;
    private boolean areAllRefused;
    private long skipped;
    private String reason = "";

    /** @param table the table whose rows change */
    public SkippedRows(Connection connection, SinkDatabase database, TargetTable table) {
        this.connection = connection;
        this.database = database;
        this.table = table;
    }

    /** Changes rows. */
    @FunctionalInterface
    public interface Change<T> {
        /** Changes the rows, and returns those that are not as they should be although the database reported no error. */
        List<T> run(List<T> rows) throws SQLException;
    }

    /**
     * Changes the rows in a transaction, or in several where some are refused. All parts of one size come before smaller ones, so that many
     * refused rows side by side do not look as if all rows were refused.
     */
    public <T> void change(List<T> rows, Change<T> change) throws SQLException {
        Deque<List<T>> parts = new ArrayDeque<>(List.of(rows));
        while (!parts.isEmpty() && !areAllRefused) {
            parts.addAll(tryOut(parts.remove(), change));
        }
    }

    /** Changes the rows if none of them is at fault. Returns the parts that are to be tried instead. */
    private <T> List<List<T>> tryOut(List<T> rows, Change<T> change) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<T> kept = new ArrayList<>();
        try {
            Transaction.run(connection, database.sessions(), () -> {
                kept.addAll(change.run(rows));
                return kept.isEmpty();
            });
        } catch (SQLException e) {
            if (database.errors().scope(e) == ErrorScope.DATABASE || connection.isClosed()) {
                throw e;
            }
            return parts(rows, e);
        }
        if (kept.isEmpty()) {
            isAnyChanged = true;
            return List.of();
        }
        skip(kept.size(), RefusalReason.ofLost(table, objects()));
        return List.of(without(rows, kept));
    }

    private static <T> List<T> without(List<T> rows, List<T> kept) {
        Set<T> all = Set.copyOf(kept);
        return rows.stream().filter(row -> !all.contains(row)).toList();
    }

    private <T> List<List<T>> parts(List<T> rows, SQLException e) throws SQLException {
        if (rows.size() == 1) {
            skip(1, RefusalReason.of(e, database.errors(), table, objects()));
            areAllRefused = !isAnyChanged && skipped >= MOST_ERRORS;
            return List.of();
        }
        return List.of(rows.subList(0, rows.size() / 2), rows.subList(rows.size() / 2, rows.size()));
    }

    private void skip(long rows, String why) {
        skipped += rows;
        reason = why;
    }

    private List<TableObject> objects() throws SQLException {
        return database.dialect().catalog().objects(connection, table);
    }

    /** Returns whether all rows were changed. */
    public boolean isNone() {
        return skipped == 0;
    }

    /**
     * Logs how many rows were passed over, if there are any.
     *
     * @param consequence what that means for the rows: {@code have no ...}
     */
    public void warn(String consequence) {
        if (!isNone()) {
            log.warn(
                    "{} of the table {} {}. The reason for the last one: {}",
                    areAllRefused ? "Rows" : skipped == 1 ? "1 row" : skipped + " rows",
                    table.qualifiedName(),
                    consequence,
                    reason);
        }
    }
}
