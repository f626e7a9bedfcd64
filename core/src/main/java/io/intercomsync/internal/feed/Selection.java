package io.intercomsync.internal.feed;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.model.IntercomRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which collections and which of their columns the user wants. */
public final class Selection {
    private final Map<IntercomCollection, List<Column>> columns = new EnumMap<>(IntercomCollection.class);

    /**
     * @param collections the collections chosen
     * @param without properties left out, as {@code table.property}
     */
    public Selection(Set<IntercomCollection> collections, Set<String> without) {
        for (IntercomCollection collection : collections) {
            List<Column> all = collection.columns();
            List<Column> some = all.stream()
                    .filter(column -> !without.contains(collection.tableName() + "." + column.property()))
                    .toList();
            columns.put(collection, some.size() == all.size() ? all : some); // one list is quickly seen to be the same
        }
    }

    public boolean has(IntercomCollection collection) {
        return columns.containsKey(collection);
    }

    public boolean hasAny(List<IntercomCollection> collections) {
        return collections.stream().anyMatch(this::has);
    }

    /** Whether a property of a chosen collection is wanted. */
    public boolean has(IntercomCollection collection, String property) {
        return columns(collection).stream().anyMatch(column -> column.property().equals(property));
    }

    public List<Column> columns(IntercomCollection collection) {
        return columns.getOrDefault(collection, List.of());
    }

    /** The record as a row with the chosen columns. */
    Row row(IntercomCollection collection, IntercomRecord record) {
        return collection.row(record).only(columns(collection));
    }
}
