package io.intercomsync.jdbc.internal.table;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of a sink that concern its tables.
 *
 * @param isShared whether several workspaces may share the schema
 * @param hasAttributeColumns whether custom attributes get columns of their own
 * @param isFixed whether the sink makes and alters nothing
 * @param tableOptions the owner's text at the end of the statement that creates a table, where there is one
 * @param histories the collections whose history is kept
 */
public record SchemaOptions(
        boolean isShared,
        boolean hasAttributeColumns,
        boolean isFixed,
        Map<IntercomCollection, String> tableOptions,
        Set<IntercomCollection> histories) {

    public SchemaOptions {
        tableOptions = Map.copyOf(tableOptions);
        histories = Set.copyOf(histories);
    }

    /** Returns the options for reading tables alone. */
    public static SchemaOptions toRead(boolean isShared) {
        return new SchemaOptions(isShared, false, true, Map.of(), Set.of());
    }

    /** Returns the text at the end of the statement that creates the table; empty if there is none. */
    String ofTable(IntercomCollection collection, Dialect dialect, List<String> quotedKey) {
        String own = tableOptions.get(collection);
        return own == null ? dialect.tableOptions(collection.tableName(), quotedKey) : own;
    }
}
