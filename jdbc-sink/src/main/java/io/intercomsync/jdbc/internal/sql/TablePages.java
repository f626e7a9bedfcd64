package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads rows of a table page by page in the order of their keys. Each page is a query of its own, so the rows may be changed in between.
 *
 * @param <T> a row
 */
public final class TablePages<T> {
    private final Connection connection;
    private final Dialect dialect;
    private final List<String> key;
    private final int size;
    private final Queries.RowReading<T> reading;
    private final Function<T, List<String>> keyOf;

    /**
     * @param key the columns of the key, in quotes
     * @param size the number of rows in a page
     * @param keyOf returns the values of the key columns of a row
     */
    public TablePages(
            Connection connection,
            Dialect dialect,
            List<String> key,
            int size,
            Queries.RowReading<T> reading,
            Function<T, List<String>> keyOf) {
        this.connection = connection;
        this.dialect = dialect;
        this.key = key;
        this.size = size;
        this.reading = reading;
        this.keyOf = keyOf;
    }

    /** Takes pages. */
    @FunctionalInterface
    public interface PageConsumer<T> {
        /** Takes a page, which may be empty. */
        void take(List<T> page) throws SQLException;
    }

    /**
     * Hands out all rows that meet the conditions.
     *
     * @param select the query without conditions
     * @param values the values for the placeholders of the conditions
     */
    public void each(String select, List<String> conditions, List<String> values, PageConsumer<T> consumer)
            throws SQLException {
        List<T> page = page(select, conditions, values, List.of());
        consumer.take(page);
        while (page.size() == size) {
            page = page(select, conditions, values, keyOf.apply(page.get(size - 1)));
            consumer.take(page);
        }
    }

    /** @param after the key after which to read; empty for the first page */
    private List<T> page(String select, List<String> conditions, List<String> values, List<String> after)
            throws SQLException {
        List<String> all = new ArrayList<>(conditions);
        List<String> parameters = new ArrayList<>(values);
        if (!after.isEmpty()) {
            all.add(LaterKeys.condition(dialect, key));
            parameters.addAll(LaterKeys.parameters(dialect, after));
        }
        String sql = select + (all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all)) + " ORDER BY "
                + String.join(", ", key);
        return Queries.list(connection, dialect.first(size, sql), reading, parameters.toArray());
    }
}
