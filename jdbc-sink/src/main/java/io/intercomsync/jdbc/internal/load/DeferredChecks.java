package io.intercomsync.jdbc.internal.load;

import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.Transaction;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

/**
 * Runs, in trials, the checks that the database runs only when a transaction commits. If stored rows fail such a check, it tells nothing
 * about the rows of a trial and is left out.
 */
final class DeferredChecks {
    private final Connection connection;
    private final SinkDatabase database;
    private final Collection<CollectionTable> tables;
    private final UnitHistory history;
    private final Instant now;
    private boolean isBegun;
    private boolean areStoredRowsAtFault;

    /** @param now the value of {@code received_at} in the rows of the trials */
    DeferredChecks(
            Connection connection,
            SinkDatabase database,
            Collection<CollectionTable> tables,
            UnitHistory history,
            Instant now) {
        this.connection = connection;
        this.database = database;
        this.tables = tables;
        this.history = history;
        this.now = now;
    }

    /** Checks the stored rows before the first trial. */
    void begin() throws SQLException {
        if (isBegun) {
            return;
        }
        isBegun = true;
        try {
            Transaction.run(connection, database.sessions(), () -> {
                run();
                return false;
            });
        } catch (SQLException e) {
            if (!database.mayBeOfRow(connection, e)) {
                throw e;
            }
            areStoredRowsAtFault = true;
        }
    }

    /** Checks the rows of a trial in its transaction. */
    void run() throws SQLException {
        if (areStoredRowsAtFault) {
            return;
        }
        for (CollectionTable table : tables) {
            database.dialect().checkDeferred(connection, table.target(), now);
        }
        history.checkDeferred();
    }
}
