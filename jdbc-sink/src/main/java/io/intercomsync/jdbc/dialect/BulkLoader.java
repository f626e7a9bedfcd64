package io.intercomsync.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Loads many rows faster than statements in batches. A loader serves one sink: it may remember what it prepared in the sink's
 * connection. Only one thread at a time calls it.
 */
public interface BulkLoader {

    /** Makes what {@link #load} needs in the connection. It is called outside of a transaction. */
    default void prepare(Connection connection, TargetTable table) throws SQLException {}

    /**
     * Makes what {@link #update} needs in the connection. It is called outside of a transaction.
     *
     * @param table the table with its key columns and the columns to change alone
     */
    default void prepareUpdate(Connection connection, TargetTable table) throws SQLException {}

    /**
     * Returns whether {@link #load} replaces stored rows also where the dialect has no {@linkplain Dialect#upsert upsert}. The
     * default is false: then these rows are deleted before.
     */
    default boolean replacesRows() {
        return false;
    }

    /**
     * Stores the rows in the transaction of the connection. If the dialect has an {@linkplain Dialect#upsert upsert}, a row replaces
     * the stored row with its key.
     *
     * @return how many rows the database reports as written
     */
    long load(Connection connection, LoadRequest request) throws SQLException;

    /**
     * Gives some columns of stored rows new values, in the transaction of the connection.
     *
     * @param table the table with its key columns and the columns to change alone
     * @param rows at least one: a value for each of these columns
     * @return whether it has done so; else the sink runs one statement for each row, which is the default
     */
    default boolean update(Connection connection, TargetTable table, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        return false;
    }

    /** Removes what was prepared in the connection, which may go back to a pool. */
    default void end(Connection connection) throws SQLException {}

    /** Forgets a connection that is closed or broken. */
    default void forget(Connection connection) {}
}
