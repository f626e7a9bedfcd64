package io.intercomsync.jdbc.dialect;

import io.intercomsync.error.SinkException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the connections of one sink, and restores their settings when they are given back. Several threads may call
 * it at once, each for a connection of its own. The defaults are right for a database that needs no set-up.
 */
public interface DatabaseSessions {

    /** Prepares a connection that was opened: names the session, and limits how long it waits for locks. */
    default void begin(Connection connection) throws SQLException {}

    /** Notes in the session that it has held the writer's place since this time. */
    default void markWriter(Connection connection, Instant since) throws SQLException {}

    /** Restores the connection to what it was before {@link #begin}, since a pool may keep it. */
    default void end(Connection connection) throws SQLException {}

    /** Forgets a connection that is closed or broken. */
    default void forget(Connection connection) {}

    /**
     * Runs a statement that defines a table, a column or an index. It should wait only some seconds for a lock, because readers queue
     * behind it; the sink tries again.
     */
    default void define(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Returns whether transactions take in several statements. If not, each statement is its own transaction: rows are stored first, and
     * the checkpoint last. The default is true.
     */
    default boolean hasTransactions() {
        return true;
    }

    /** Begins a transaction that writes. It ends by a commit or by {@link #rollback}; then the connection commits each statement again. */
    default void beginTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Rolls back the transaction, even after a commit that failed. */
    default void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** Makes the connection fetch rows of a large result as they are read, if the fetch size alone does not. */
    default void stream(Connection connection) throws SQLException {}

    /** Returns whether a pooler in front of the database may give two connections one session of the server. */
    default boolean mayBeShared() {
        return false;
    }

    /**
     * Throws if the two connections share one session of the server. Neither is in a transaction. It is called only if
     * {@link #mayBeShared()}.
     *
     * @throws SinkException if they share it
     */
    default void refuseShared(Connection one, Connection other) throws SQLException {}

    /**
     * Returns whether the database ends with its last connection. Then the sink keeps one open between runs. The default is true,
     * which is safe for every database.
     */
    default boolean isInMemory(Connection connection) throws SQLException {
        return true;
    }

    /** Returns another connection to the same database; {@code null} if the sink opens each from the source. */
    default @Nullable Connection duplicate(Connection connection) throws SQLException {
        return null;
    }
}
