package io.intercomsync.jdbc;

import io.intercomsync.jdbc.internal.load.DeletionMode;

/**
 * Says how a {@link JdbcSink} treats rows whose object was deleted or merged in Intercom. It always removes rows that moved to
 * another table and children that were replaced.
 */
public enum OnDelete {
    /** Sets {@code deleted_at}, and {@code merged_into} if the object was merged. Both are cleared if the row comes back. */
    MARK(DeletionMode.MARK),
    /** Removes the row. */
    REMOVE(DeletionMode.REMOVE),
    /** Leaves the row as it is. */
    IGNORE(DeletionMode.IGNORE);

    private final DeletionMode deletion;

    OnDelete(DeletionMode deletion) {
        this.deletion = deletion;
    }

    DeletionMode deletion() {
        return deletion;
    }
}
