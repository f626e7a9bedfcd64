package io.intercomsync.jdbc.dialect;

import io.intercomsync.collection.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column that the sink writes.
 *
 * @param name the sink's name for it
 * @param quotedName its name in the table, in quotes
 * @param type the type of its values
 * @param form how it stores decimals
 * @param digits how many digits of decimals it keeps; {@code null} if it has no limit of its own
 */
public record TargetColumn(
        String name,
        String quotedName,
        ColumnType type,
        Form form,
        @Nullable DecimalDigits digits) {

    /** How a column stores decimals. The sink changes the form when a value would lose digits. */
    public enum Form {
        /** As decimals. */
        DECIMAL,
        /** As binary numbers of 64 bits. */
        DOUBLE,
        /** As text. */
        TEXT
    }

    /** Returns the type by which values of the column are bound: text, if it stores decimals as text. */
    public ColumnType boundType() {
        return type == ColumnType.DECIMAL && form == Form.TEXT ? ColumnType.TEXT : type;
    }
}
