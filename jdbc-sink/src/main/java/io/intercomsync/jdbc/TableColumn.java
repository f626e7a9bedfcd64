package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name the name as it is known here
 * @param quoted the name as the table has it, in quotes
 * @param type the type of its values; {@code null} for a column that somebody else added
 * @param form how decimals stand in it
 * @param digits how many digits of decimals it keeps; {@code null} if it has no limit of its own
 */
record TableColumn(
        String name,
        String quoted,
        @Nullable ColumnType type,
        Form form,
        @Nullable Digits digits) {
    /** How decimals stand in a column: it is widened from form to form when a value would lose digits. */
    enum Form {
        NATIVE,
        DOUBLE,
        TEXT
    }

    boolean isOurs() {
        return type != null;
    }
}
