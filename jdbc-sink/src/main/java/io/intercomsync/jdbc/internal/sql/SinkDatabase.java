package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.dialect.LoadRequest;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The database of one sink: its dialect, with what the dialect remembers for this sink. */
public final class SinkDatabase {
    /** Stands for a number of written rows that is not known, so that the rows must be looked up. */
    public static final long UNKNOWN = -1;

    private final Dialect dialect;
    private final DatabaseSessions sessions;
    private final NetworkTimeouts timeouts = new NetworkTimeouts();
    private final @Nullable BulkLoader loader;
    /** Held by reads and by definitions, where a database shows half of a table to a read beside a definition. */
    private final ReadWriteLock tables = new ReentrantReadWriteLock();

    /** Reads something. */
    @FunctionalInterface
    public interface Query<T> {
        T run() throws SQLException;
    }

    public SinkDatabase(Dialect dialect) {
        this.dialect = dialect;
        this.sessions = dialect.sessions();
        this.loader = dialect.bulkLoader();
    }

    public Dialect dialect() {
        return dialect;
    }

    public DatabaseErrors errors() {
        return dialect.errors();
    }

    /** Returns whether a row may be at fault. A connection that broke is closed by now, whatever its error says. */
    public boolean mayBeOfRow(Connection connection, SQLException e) throws SQLException {
        return errors().scope(e) != ErrorScope.DATABASE && !connection.isClosed();
    }

    public DatabaseLocks locks() {
        return dialect.locks();
    }

    public DatabaseSessions sessions() {
        return sessions;
    }

    /** Prepares a connection that was opened. */
    public void begin(Connection connection) throws SQLException {
        timeouts.begin(connection);
        sessions.begin(connection);
    }

    /** Reads tables as they are before or after a definition of this sink, never in the middle of one. */
    public <T> T read(Query<T> query) throws SQLException {
        return guarded(tables.readLock(), query);
    }

    /** Runs a statement that defines tables, columns, indexes or views. */
    public void define(Connection connection, String sql) throws SQLException {
        guarded(tables.writeLock(), () -> {
            timeouts.beginDefinition(connection);
            try {
                sessions.define(connection, sql);
            } finally {
                timeouts.endDefinition(connection);
            }
            return true;
        });
    }

    private <T> T guarded(Lock lock, Query<T> query) throws SQLException {
        if (!dialect.hidesAlteredTables()) {
            return query.run();
        }
        lock.lock();
        try {
            return query.run();
        } finally {
            lock.unlock();
        }
    }

    /** Prepares {@link #store} for a table, outside of a transaction. */
    public void prepare(Connection connection, TargetTable table) throws SQLException {
        if (loader != null) {
            loader.prepare(connection, table);
        }
    }

    /** Prepares {@link #update} of these columns, outside of a transaction. */
    public void prepareUpdate(Connection connection, TargetTable table, List<TargetColumn> columns)
            throws SQLException {
        if (loader != null) {
            loader.prepareUpdate(
                    connection, new ColumnUpdate(dialect, table, columns, List.of(), List.of()).parameters());
        }
    }

    /**
     * Stores rows of which each is new or differs from the stored one.
     *
     * @param rows at least one
     * @param replacedKeys keys, the workspace's id first where there is one, of stored rows that these replace
     * @return how many rows the database reports as written; {@link #UNKNOWN} if an object that somebody added may have changed
     *     or kept out some of them
     */
    public long store(
            Connection connection,
            TargetTable table,
            Iterator<@Nullable Object[]> rows,
            List<List<String>> replacedKeys)
            throws SQLException {
        List<TableObject> objects = dialect.catalog().rowChangers(connection, table);
        String upsert = dialect.upsert(table);
        if (upsert == null && (loader == null || !loader.replacesRows())) {
            new KeyStatements(connection, dialect, table, null).delete(table.keyColumns(), replacedKeys);
        }
        long written = loader == null
                ? BatchStatement.run(connection, dialect, table, upsert == null ? dialect.insert(table) : upsert, rows)
                : loader.load(connection, new LoadRequest(table, rows, replacedKeys, objects));
        return objects.isEmpty() ? written : UNKNOWN;
    }

    /**
     * Gives some columns of stored rows new values.
     *
     * @param keys the values of the {@linkplain TargetTable#keyColumns() key columns} of each row, at least one
     * @param values for each row, the values of the columns
     */
    public void update(
            Connection connection,
            TargetTable table,
            List<TargetColumn> columns,
            List<List<String>> keys,
            List<@Nullable Object[]> values)
            throws SQLException {
        ColumnUpdate update = new ColumnUpdate(dialect, table, columns, keys, values);
        if (loader == null || !loader.update(connection, update.parameters(), update.rows())) {
            update.run(connection);
        }
    }

    /**
     * Restores a connection to what it was when it was opened. A step that fails skips none that a pooled session needs.
     *
     * @param places the writer's places that it holds
     */
    public void end(Connection connection, Set<String> places) throws SQLException {
        try {
            timeouts.beginEnd(connection);
            endWork(connection, places);
        } finally {
            try {
                sessions.end(connection);
            } finally {
                timeouts.end(connection);
            }
        }
    }

    private void endWork(Connection connection, Set<String> places) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        try {
            for (String place : places) {
                locks().unlock(connection, place);
            }
        } finally {
            if (loader != null) {
                loader.end(connection);
            }
        }
    }

    /** Forgets a connection that is closed or broken. */
    public void forget(Connection connection) {
        timeouts.forget(connection);
        sessions.forget(connection);
        if (loader != null) {
            loader.forget(connection);
        }
    }
}
