package io.intercomsync.jdbc;

/**
 * What a {@link JdbcSink} does with rows whose object was deleted or merged in Intercom. Rows that moved to another table and
 * children that were replaced are always removed.
 */
public enum OnDelete {
    /** Sets {@code deleted_at}, and {@code merged_into} where the object was merged; cleared if the row comes back. */
    MARK,
    /** Removes the row. */
    REMOVE,
    /** Leaves the row as it is. */
    IGNORE
}
