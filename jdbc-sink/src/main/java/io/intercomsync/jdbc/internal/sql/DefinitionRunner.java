package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.internal.error.LockWaitException;
import io.intercomsync.jdbc.internal.error.LoggedWait;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements that define tables, columns and indexes. Each waits only briefly for its lock, because later sessions queue behind it.
 * Between two tries it pauses, so that these sessions can go on.
 */
public final class DefinitionRunner {
    private static final Logger log = LoggerFactory.getLogger(DefinitionRunner.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** The pause between two tries, in which the sessions go on that queued behind a statement. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SinkDatabase database;
    private final String schema;
    private final boolean isFixed;

    public DefinitionRunner(SinkDatabase database, String schema) {
        this(database, schema, false);
    }

    /** @param isFixed whether to refuse every statement */
    public DefinitionRunner(SinkDatabase database, String schema, boolean isFixed) {
        this.database = database;
        this.schema = schema;
        this.isFixed = isFixed;
    }

    /** Returns whether no statement may be run. */
    public boolean isFixed() {
        return isFixed;
    }

    /** Makes a table or a column that the sink needs, with its comments. */
    public void make(Connection connection, String table, Definition definition) throws SQLException {
        run(connection, table, definition.sql());
        comment(connection, table, definition.comments());
    }

    /** Gives comments to what was just made. No row depends on them, so a failure is logged and the run goes on. */
    public void comment(Connection connection, String table, List<String> comments) throws SQLException {
        if (comments.isEmpty()) {
            return;
        }
        try {
            if (database.dialect().runsScripts()) {
                tryOnce(connection, table, String.join("; ", comments));
            } else {
                Transaction.run(connection, database.sessions(), () -> {
                    for (String sql : comments) {
                        database.define(connection, sql);
                    }
                    return true;
                });
            }
        } catch (SQLException e) {
            if (!database.errors().isLockTimeout(e) && database.errors().scope(e) == ErrorScope.DATABASE) {
                throw e;
            }
            log.warn(
                    "The table {} of the schema {} lacks some comments: {}. Rows are stored all the same",
                    table,
                    schema,
                    SinkFailure.messageWithoutData(e, database.errors()));
        }
    }

    /**
     * Runs a definition that the sink needs.
     *
     * @param table the name of the table that it changes, as the database has it
     * @throws LockWaitException if others hold the table for too long
     */
    public void run(Connection connection, String table, String sql) throws SQLException {
        run(connection, table, sql, LONGEST_WAIT);
    }

    /** Runs a definition that the sink can do without: tries once. */
    public void tryOnce(Connection connection, String table, String sql) throws SQLException {
        run(connection, table, sql, Duration.ZERO);
    }

    public void run(Connection connection, String table, String sql, Duration longest) throws SQLException {
        if (isFixed) {
            throw new IllegalStateException("A sink with neverAlter() may not run " + sql);
        }
        LoggedWait wait = new LoggedWait(longest);
        while (true) {
            try {
                database.define(connection, sql);
                return;
            } catch (SQLException e) {
                if (!database.errors().isLockTimeout(e)) {
                    throw e;
                }
                String held = held(connection, table, sql);
                if (!wait.again(PAUSE, () -> held)) {
                    throw new LockWaitException(
                            held + ". The sink tried for " + LoggedWait.text(longest)
                                    + ", a few seconds at a time. Let that session end its transaction, or end the session;"
                                    + " then run again",
                            e,
                            database.errors());
                }
            }
        }
    }

    /** Returns whether the error of a definition ends the run. A lock that others hold does not: a later run tries again. */
    public boolean endsRun(SQLException e) {
        return !(e instanceof LockWaitException) && database.errors().scope(e) == ErrorScope.DATABASE;
    }

    private String held(Connection connection, String table, String sql) {
        String holders = LockWaitException.holders(database.dialect(), connection, schema, table);
        return "Another session holds a lock that this statement needs: " + sql
                + (holders.isEmpty() ? "" : ". " + holders);
    }
}
