package io.intercomsync.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Loads many rows faster than statements in batches. A loader serves one sink: it may remember what it prepared in the sink's
 * connection. Only one thread at a time calls it.
 */
public interface BulkLoader {

    /** Makes what {@link #load} needs in the connection. It is called outside of a transaction. */
    default void prepare(Connection connection, TargetTable table) throws SQLException {}

    /**
     * Stores the rows in the transaction of the connection. If the dialect has an {@linkplain Dialect#upsert upsert}, a row replaces
     * the stored row with its key.
     *
     * @return how many rows the database reports as written
     */
    long load(Connection connection, LoadRequest request) throws SQLException;

    /** Removes what was prepared in the connection, which may go back to a pool. */
    default void end(Connection connection) throws SQLException {}

    /** Forgets a connection that is closed or broken. */
    default void forget(Connection connection) {}
}
