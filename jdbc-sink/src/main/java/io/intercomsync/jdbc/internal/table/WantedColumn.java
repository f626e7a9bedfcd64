package io.intercomsync.jdbc.internal.table;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.internal.attribute.AttributeType;
import io.intercomsync.jdbc.internal.bookkeeping.AttributeRecords;

/**
 * A column that belongs to the sink.
 *
 * @param name the sink's name for it
 * @param type the type of its values
 * @param nameInTable the name that it has in the table: shortened if the database allows no longer one
 * @param isKey whether it is part of the key
 * @param isParent whether it holds the id of the row's parent
 * @param isRequired whether it is added if the table lacks it; else it is filled only where the table has it
 * @param isAttribute whether it holds a custom attribute; {@link AttributeRecords} records such columns
 */
public record WantedColumn(
        String name,
        ColumnType type,
        String nameInTable,
        boolean isKey,
        boolean isParent,
        boolean isRequired,
        boolean isAttribute) {

    /** Returns the column of a custom attribute, which is filled only where the table has it. */
    public static WantedColumn ofAttribute(String column, AttributeType type) {
        return new WantedColumn(column, type.columnType(), column, false, false, false, true);
    }
}
