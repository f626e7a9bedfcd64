package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.model.IntercomRecord;
import java.util.List;

/**
 * Rows of one collection to store. Each row replaces the row with its key. No key is in a batch twice, and a row is always whole:
 * a {@code null} in it becomes {@code null} in the sink. A batch may be empty: a sink with tables then makes the table of the
 * collection, although it has no rows so far.
 *
 * @param collection the collection
 * @param columns the columns that every row has: all of the collection's, but for the properties left out
 * @param rows the rows
 */
public record Batch(IntercomCollection collection, List<Column> columns, List<Row> rows) {

    public Batch {
        requireNonNull(collection, "collection");
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.collection() != collection) {
                throw new IllegalArgumentException("A row of " + row.collection() + " in a batch of " + collection);
            }
        }
    }

    /** Returns a batch of these records with all their columns. */
    public static Batch of(IntercomCollection collection, List<? extends IntercomRecord> records) {
        return new Batch(
                collection,
                collection.columns(),
                records.stream().map(collection::row).toList());
    }

    /**
     * Returns the rows as records. Properties left out are {@code null} or empty in the records.
     *
     * @throws ClassCastException if the records of the collection are of another type
     */
    public <T extends IntercomRecord> List<T> recordsAs(Class<T> type) {
        return rows.stream().map(row -> type.cast(collection.record(row))).toList();
    }

    /** Shows the collection and the number of rows. Leaves out the data, since this ends in logs. */
    @Override
    public String toString() {
        return collection.tableName() + "=" + rows.size();
    }
}
