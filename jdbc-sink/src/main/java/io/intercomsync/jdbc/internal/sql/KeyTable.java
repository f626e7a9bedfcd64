package io.intercomsync.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Joins a table {@code t} with a table {@code k} of keys and values, which a dialect makes of arrays: one for each column. */
final class KeyTable {
    private KeyTable() {}

    /** Tells the values of rows. */
    @FunctionalInterface
    interface TextOf<T> {
        /** Returns a value of a row as text. */
        @Nullable
        String text(T row, int column);
    }

    /** Returns the condition that the columns of {@code t} equal the first columns of {@code k}. */
    static String condition(List<String> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "t." + columns.get(i) + " = k.k" + i)
                .collect(Collectors.joining(" AND "));
    }

    /** Binds the arrays, which are the first parameters of the statement. */
    static <T> void bind(Connection connection, PreparedStatement statement, int columns, List<T> rows, TextOf<T> text)
            throws SQLException {
        for (int i = 0; i < columns; i++) {
            int column = i;
            @Nullable
            Object[] values = rows.stream().map(row -> text.text(row, column)).toArray();
            statement.setArray(1 + i, connection.createArrayOf("VARCHAR", values));
        }
    }
}
