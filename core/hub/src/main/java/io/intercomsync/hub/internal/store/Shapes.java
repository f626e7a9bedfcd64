package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lists of columns that rows in the file have. A row names its list by a number. */
final class Shapes {
    /** The numbers that the writing connection has found or stored. They are forgotten when its transaction fails. */
    private final Map<IntercomCollection, Map<List<Column>, Long>> written = new HashMap<>();

    private final Map<Long, List<@Nullable Column>> read = new ConcurrentHashMap<>();

    /** Returns the number of the row's list; stores a list that is new. */
    long numberOf(HubConnection connection, Row row) throws SQLException {
        Map<List<Column>, Long> known = written.computeIfAbsent(row.collection(), first -> new HashMap<>());
        Long number = known.get(row.columns());
        if (number == null) {
            String names = row.columns().stream().map(Column::name).collect(Collectors.joining(","));
            number = number(connection, CollectionNumbers.of(row.collection()), names);
            known.put(row.columns(), number);
        }
        return number;
    }

    private static long number(HubConnection connection, int collection, String names) throws SQLException {
        String find = "SELECT n FROM shapes WHERE collection = ? AND columns = ?";
        if (connection.number(find, collection, names) == 0) {
            connection.update("INSERT INTO shapes (collection, columns) VALUES (?, ?)", collection, names);
        }
        return connection.number(find, collection, names);
    }

    void forgetWritten() {
        written.clear();
    }

    /** Returns the columns of a list; {@code null} for a column that this version of the library does not know. */
    List<@Nullable Column> columns(HubConnection connection, IntercomCollection collection, long number)
            throws SQLException {
        List<@Nullable Column> known = read.get(number);
        if (known == null) {
            String names = connection.first("SELECT columns FROM shapes WHERE n = ?", row -> row.getString(1), number);
            known = columns(collection, names == null ? "" : names);
            read.put(number, known);
        }
        return known;
    }

    private static List<@Nullable Column> columns(IntercomCollection collection, String names) {
        Map<String, Column> byName = new HashMap<>();
        collection.columns().forEach(column -> byName.put(column.name(), column));
        List<@Nullable Column> columns = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            columns.add(byName.get(name));
        }
        return columns;
    }
}
