package io.intercomsync.jdbc;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.TableColumn.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What types columns get, and which of those that are there will do.
 *
 * @param dialect spells the types
 * @param isShared whether several workspaces may share the schema
 */
record ColumnTypes(Dialect dialect, boolean isShared) {

    /** The columns that are unique together. */
    List<String> key(IntercomCollection collection) {
        List<String> key = new ArrayList<>(collection.keyColumns());
        if (isShared) {
            key.add(0, Table.WORKSPACE);
        }
        return key;
    }

    private boolean isKey(IntercomCollection collection, Column column) {
        return key(collection).contains(column.name());
    }

    /** The type that the sink gives to the column. */
    String type(IntercomCollection collection, Column column) {
        return isKey(collection, column) ? dialect.keyType() : dialect.type(column.type());
    }

    /** How a column of the found type holds the column's values; {@code null} if it cannot. */
    @Nullable
    Form form(IntercomCollection collection, Column column, String found) {
        if (isKey(collection, column) && TypeNames.same(dialect.keyType(), found)) {
            return Form.NATIVE;
        }
        if (dialect.accepts(column.type(), found)) {
            return Form.NATIVE;
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
