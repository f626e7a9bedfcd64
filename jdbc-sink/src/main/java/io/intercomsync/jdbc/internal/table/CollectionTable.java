package io.intercomsync.jdbc.internal.table;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnGenerations;
import java.util.List;

/**
 * The table of a collection as the sink uses it.
 *
 * @param collection the collection
 * @param target the columns that the sink writes
 * @param generations which rows hold which columns
 * @param attributes the columns of custom attributes among them
 */
public record CollectionTable(
        IntercomCollection collection, TargetTable target, ColumnGenerations generations, AttributeColumns attributes) {

    /** Returns the columns of the collection's key, in quotes; without the workspace. */
    public List<String> key() {
        return collection.keyColumns().stream().map(target::quoted).toList();
    }
}
