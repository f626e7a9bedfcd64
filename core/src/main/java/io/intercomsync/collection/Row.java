package io.intercomsync.collection;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as values by column, for sinks that treat all collections alike. The types of the values are those of
 * {@link ColumnType}. Rows are immutable; two rows are equal if they are of one collection and have the same columns and
 * values.
 */
public final class Row {
    private final IntercomCollection collection;
    private final List<Column> columns;
    private final @Nullable Object[] values;

    Row(IntercomCollection collection, List<Column> columns, @Nullable Object[] values) {
        this.collection = collection;
        this.columns = columns;
        this.values = values;
    }

    /**
     * Makes a row, for sinks that store rows and hand them out again.
     *
     * @param columns some or all columns of the collection, those of the key among them
     * @param values a value for each column, of the column's type
     * @throws IllegalArgumentException if a value does not have the type of its column, or a key column is missing or null
     */
    public static Row of(IntercomCollection collection, List<Column> columns, List<? extends @Nullable Object> values) {
        requireNonNull(collection, "collection");
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, but " + values.size() + " values");
        }
        // Rows with all columns share one list, so that sinks look up its positions once.
        boolean areAll = columns.equals(collection.columns());
        Row row = new Row(collection, areAll ? collection.columns() : List.copyOf(columns), values.toArray());
        for (int i = 0; i < columns.size(); i++) {
            Object value = values.get(i);
            if (value != null && !typeOf(columns.get(i)).isInstance(value)) {
                throw new IllegalArgumentException(
                        columns.get(i) + " cannot hold a " + value.getClass().getName());
            }
        }
        for (String key : collection.keyColumns()) {
            if (row.find(key) == null) {
                throw new IllegalArgumentException("A row of " + collection + " without " + key);
            }
        }
        return row;
    }

    /**
     * Makes a row from some of its columns, for tests and programs that make rows themselves.
     *
     * @param values values by column name: text, {@code Boolean}, {@code Long} or {@code Integer}, {@code BigDecimal},
     *     {@code Instant}; for a JSON column a {@code Map} or {@code List} of such values, or JSON as text. The key columns are
     *     required
     * @throws IllegalArgumentException if the collection has no column of a name, if a value does not have the type of its column, or
     *     if a key column is missing or null
     */
    public static Row of(IntercomCollection collection, Map<String, ? extends @Nullable Object> values) {
        requireNonNull(collection, "collection");
        for (String name : values.keySet()) {
            if (collection.position(name) < 0) {
                throw new IllegalArgumentException(collection + " has no column " + name);
            }
        }
        List<Column> columns = collection.columns().stream()
                .filter(column -> values.containsKey(column.name()))
                .toList();
        List<@Nullable Object> converted = new ArrayList<>(columns.size());
        columns.forEach(column -> converted.add(converted(column, values.get(column.name()))));
        return of(collection, columns, converted);
    }

    private static @Nullable Object converted(Column column, @Nullable Object value) {
        return switch (column.type()) {
            case JSON -> value instanceof Map<?, ?> || value instanceof List<?> ? Json.write(value) : value;
            case INTEGER -> value instanceof Integer number ? (Object) number.longValue() : value;
            case DECIMAL -> value instanceof Number ? new BigDecimal(value.toString()) : value;
            case TEXT, BOOLEAN, TIMESTAMP -> value;
        };
    }

    /**
     * Reads a row that {@link #toJson()} wrote, for sinks that keep rows as JSON. The row has the columns of the
     * collection that the object names; other names are ignored. Characters that are no text by themselves (U+0000,
     * half of a surrogate pair) are kept.
     *
     * @throws IllegalArgumentException if it is not a JSON object, if a value does not have the type of its column, or if a key
     *     column is missing or null
     */
    public static Row ofJson(IntercomCollection collection, String json) {
        Map<String, @Nullable Object> object = Json.readObject(requireNonNull(json, "json"));
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Column column : collection.columns()) {
            if (object.containsKey(column.name())) {
                values.put(column.name(), ofJson(column, object.get(column.name())));
            }
        }
        return of(collection, values);
    }

    private static @Nullable Object ofJson(Column column, @Nullable Object json) {
        if (json != null && column.type() == ColumnType.JSON) {
            return Json.write(json);
        }
        if (json instanceof String text && column.type() == ColumnType.TIMESTAMP) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(column + " cannot hold a text that is no time", e);
            }
        }
        return json;
    }

    private static Class<?> typeOf(Column column) {
        return switch (column.type()) {
            case TEXT, JSON -> String.class;
            case BOOLEAN -> Boolean.class;
            case INTEGER -> Long.class;
            case DECIMAL -> BigDecimal.class;
            case TIMESTAMP -> Instant.class;
        };
    }

    /** Returns the collection of the row. */
    public IntercomCollection collection() {
        return collection;
    }

    /** Returns the columns of the row, in order: all of the collection's, or fewer where properties were left out. */
    public List<Column> columns() {
        return columns;
    }

    /** Returns the values in the order of the columns; a value may be {@code null}. */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /**
     * Returns the value of a column.
     *
     * @throws IllegalArgumentException if the row has no such column
     */
    public @Nullable Object value(String column) {
        int i = position(column);
        if (i < 0) {
            throw new IllegalArgumentException("A row of " + collection + " has no column " + column);
        }
        return values[i];
    }

    /** Returns the values of the key columns, in order. */
    public List<String> key() {
        List<String> keyColumns = collection.keyColumns();
        if (keyColumns.size() == 1) {
            return List.of((String) requireNonNull(value(keyColumns.get(0))));
        }
        List<String> key = new ArrayList<>(keyColumns.size());
        for (String column : keyColumns) {
            key.add((String) requireNonNull(value(column)));
        }
        return Collections.unmodifiableList(key);
    }

    /** Returns the version of the row; {@code null} where the collection has none or Intercom sent none. */
    public @Nullable Instant updatedAt() {
        return (Instant) find("updated_at");
    }

    /** Returns the row as a JSON object by column name; times are ISO 8601 text, JSON columns are JSON. */
    public String toJson() {
        StringBuilder json = new StringBuilder(512).append('{');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            Json.write(columns.get(i).name(), json);
            json.append(':');
            Object value = values[i];
            if (value != null && columns.get(i).type() == ColumnType.JSON) {
                json.append(value);
            } else {
                Json.write(value instanceof Instant time ? time.toString() : value, json);
            }
        }
        return json.append('}').toString();
    }

    /** Estimates how many bytes the row takes in memory. */
    public int approximateBytes() {
        int bytes = 32 + 8 * values.length;
        for (Object value : values) {
            if (value instanceof String text) {
                bytes += 48 + text.length();
            } else if (value != null) {
                bytes += 24;
            }
        }
        return bytes;
    }

    /**
     * Returns the row with these columns alone.
     *
     * @param kept columns of this row, those of the key among them
     */
    public Row only(List<Column> kept) {
        if (kept.equals(columns)) {
            return this;
        }
        @Nullable Object[] some = new @Nullable Object[kept.size()];
        for (int i = 0; i < some.length; i++) {
            some[i] = value(kept.get(i).name());
        }
        return new Row(collection, kept, some);
    }

    @Nullable
    Object find(String column) {
        int i = position(column);
        return i < 0 ? null : values[i];
    }

    private int position(String column) {
        if (columns == collection.columns()) { // as they are unless properties were left out
            return collection.position(column);
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row
                && collection == row.collection
                && columns.equals(row.columns)
                && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return 31 * collection.hashCode() + Arrays.hashCode(values);
    }

    /** Shows the collection and the key. Leaves out the other data, since this ends in logs. */
    @Override
    public String toString() {
        return "Row[" + collection.tableName() + " " + String.join(" ", key()) + "]";
    }
}
