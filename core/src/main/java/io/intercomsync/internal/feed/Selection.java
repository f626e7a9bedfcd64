package io.intercomsync.internal.feed;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.model.IntercomRecord;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the collections that the user chose, and the columns of each. */
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
            columns.put(collection, some.size() == all.size() ? all : some); // rows of one list are compared faster
        }
    }

    private Selection(Map<IntercomCollection, List<Column>> columns) {
        this.columns.putAll(columns);
    }

    /** Returns this selection without all other collections. */
    public Selection only(List<IntercomCollection> collections) {
        Map<IntercomCollection, List<Column>> some = new EnumMap<>(columns);
        some.keySet().retainAll(collections);
        return new Selection(some);
    }

    /**
     * Returns the property with its name in small letters.
     *
     * @param property {@code table.property}
     * @throws IllegalArgumentException if there is no such property, or if rows cannot do without it
     */
    public static String property(String property) {
        String folded = property.toLowerCase(Locale.ROOT);
        int dot = folded.indexOf('.');
        IntercomCollection collection = Arrays.stream(IntercomCollection.values())
                .filter(each -> dot > 0 && each.tableName().equals(folded.substring(0, dot)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not table.property: " + property));
        String name = folded.substring(dot + 1);
        if (collection.columns().stream().noneMatch(column -> column.property().equals(name))) {
            throw new IllegalArgumentException("There is no property " + property
                    + collection.columns().stream()
                            .filter(column -> column.name().equals(name))
                            .map(column -> "; the column goes with " + collection.tableName() + "." + column.property())
                            .collect(Collectors.joining()));
        }
        if (collection.keyColumns().contains(name)
                || collection.parentColumn().filter(name::equals).isPresent()
                || name.equals("updated_at")) {
            throw new IllegalArgumentException("Cannot do without " + property);
        }
        return collection.tableName() + "." + name;
    }

    public boolean has(IntercomCollection collection) {
        return columns.containsKey(collection);
    }

    public boolean hasAny(List<IntercomCollection> collections) {
        return !among(collections).isEmpty();
    }

    /** Returns those of the collections that were chosen, in the same order. */
    public List<IntercomCollection> among(List<IntercomCollection> collections) {
        return collections.stream().filter(this::has).toList();
    }

    /** Returns whether a property of a chosen collection is wanted. */
    public boolean has(IntercomCollection collection, String property) {
        return columns(collection).stream().anyMatch(column -> column.property().equals(property));
    }

    public List<Column> columns(IntercomCollection collection) {
        return columns.getOrDefault(collection, List.of());
    }

    /** Returns the record as a row with the chosen columns. */
    Row row(IntercomCollection collection, IntercomRecord record) {
        return collection.row(record).only(columns(collection));
    }
}
