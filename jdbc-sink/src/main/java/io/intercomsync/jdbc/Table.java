package io.intercomsync.jdbc;

import io.intercomsync.collection.IntercomCollection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of the schema as it is, with its columns in the order in which the database has them. */
final class Table {
    static final String WORKSPACE = "workspace_id";
    static final String RECEIVED_AT = "received_at";
    static final String DELETED_AT = "deleted_at";
    static final String MERGED_INTO = "merged_into";
    static final String ROW_HASH = "_row_hash";

    private final IntercomCollection collection;
    private final String schema;
    private final String name;
    private final String qualified;
    private final List<TableColumn> columns;
    private final long shape;
    private final Map<String, TableColumn> byName = new LinkedHashMap<>();

    /** @param additions how often columns were added to the table since it was made */
    Table(
            IntercomCollection collection,
            String schema,
            String name,
            String qualified,
            List<TableColumn> columns,
            long additions) {
        this.collection = collection;
        this.schema = schema;
        this.name = name;
        this.qualified = qualified;
        this.columns = List.copyOf(columns);
        columns.stream().filter(TableColumn::isOurs).forEach(column -> byName.put(column.name(), column));
        this.shape = shape(additions);
    }

    /** The order of the columns is part of it, since a column that was dropped comes back as the last one. */
    private long shape(long additions) {
        long shape = additions;
        for (TableColumn column : columns) {
            boolean isOfAll =
                    collection.columns().stream().anyMatch(each -> each.name().equals(column.name()));
            if (column.isOurs() && isOfAll) {
                shape = RowHash.mixed(shape, column.name().hashCode());
            }
        }
        return shape;
    }

    /**
     * The hash that is stored with a row: of its content and of how the table came by its columns, so that no row looks unchanged
     * that may lack the value of a column.
     */
    long hashOf(PreparedRow row) {
        return row.hash() ^ shape;
    }

    IntercomCollection collection() {
        return collection;
    }

    /** The name of the schema as the database has it. */
    String schema() {
        return schema;
    }

    /** The name as the database has it. */
    String name() {
        return name;
    }

    /** The name with the schema's, quoted. */
    String qualified() {
        return qualified;
    }

    /** All columns, also those that somebody else added. */
    List<TableColumn> columns() {
        return columns;
    }

    /** The columns that are written. */
    List<TableColumn> written() {
        return List.copyOf(byName.values());
    }

    Optional<TableColumn> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The name of a column that the table is known to have, quoted. */
    String quoted(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(qualified + " has no " + name))
                .quoted();
    }

    /** The columns of the collection's key, quoted; without the workspace. */
    List<String> key() {
        return collection.keyColumns().stream().map(this::quoted).toList();
    }

    /** All columns that are unique together, quoted: the key and, where there is one, the workspace's before it. */
    List<String> wholeKey() {
        List<String> whole = new ArrayList<>();
        find(WORKSPACE).ifPresent(column -> whole.add(column.quoted()));
        whole.addAll(key());
        return whole;
    }
}
