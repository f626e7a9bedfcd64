package io.intercomsync.collection;

import static java.util.Objects.requireNonNull;

/**
 * A column of a collection.
 *
 * @param name the name in snake case, {@code location_data_city_name} for example
 * @param type the type of the values
 * @param property the name of the record's component that the column shows, in snake case: {@code location_data}. It equals the
 *     name, except for the columns of a flattened object.
 */
public record Column(String name, ColumnType type, String property) {

    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(property, "property");
    }

    /** Returns whether the column repeats a member of a nested object that stands whole in another column. */
    public boolean isFlattened() {
        return !name.equals(property);
    }
}
