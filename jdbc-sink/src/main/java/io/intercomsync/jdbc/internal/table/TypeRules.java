package io.intercomsync.jdbc.internal.table;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.internal.value.TypeNames;
import org.jspecify.annotations.Nullable;

/** Chooses the types of columns, and tells which existing types hold a column's values. */
public final class TypeRules {
    private TypeRules() {}

    /** Returns the type that the sink gives to the column. */
    public static String type(Dialect dialect, WantedColumn column) {
        if (column.isKey()) {
            return dialect.keyType();
        }
        return column.isParent() ? dialect.parentType() : dialect.type(column.type());
    }

    /** Returns the type of a column that stores decimals in this form. */
    public static String decimalType(Dialect dialect, Form form) {
        return switch (form) {
            case DECIMAL -> dialect.type(ColumnType.DECIMAL);
            case DOUBLE -> dialect.doubleType();
            case TEXT -> dialect.type(ColumnType.TEXT);
        };
    }

    /** Returns how a column of the found type stores the column's values; {@code null} if it cannot. */
    public static @Nullable Form form(Dialect dialect, WantedColumn column, String found) {
        if (column.isKey() && TypeNames.same(dialect.keyType(), found)) {
            return Form.DECIMAL;
        }
        if (dialect.accepts(column.type(), found)) {
            return Form.DECIMAL;
        }
        if (column.type() != ColumnType.DECIMAL) {
            return null;
        }
        if (TypeNames.isDouble(found)) {
            return Form.DOUBLE;
        }
        return dialect.accepts(ColumnType.TEXT, found) ? Form.TEXT : null;
    }
}
