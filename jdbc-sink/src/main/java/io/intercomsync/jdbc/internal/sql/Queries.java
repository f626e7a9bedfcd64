package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.dialect.DecimalDigits;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs queries and reads their results, for the catalogs of databases above all. */
public final class Queries {
    private Queries() {}

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Reads each row of the result. */
    public static <T> List<T> list(Connection connection, String sql, RowReading<T> reading, Object... values)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
        }
        return found;
    }

    /** Returns the texts in the first column of the result. */
    public static List<String> names(Connection connection, String sql, Object... values) throws SQLException {
        return list(connection, sql, row -> row.getString(1), values);
    }

    /** Returns an object of the kind for each name in the first column of the result. */
    public static List<TableObject> objects(Connection connection, String kind, String sql, Object... values)
            throws SQLException {
        return list(connection, sql, row -> new TableObject(kind, row.getString(1)), values);
    }

    /**
     * Returns the columns that a query finds.
     *
     * @param sql selects the table, the name, the type, 1 if each row must give a value, 1 if the database computes its values, and of
     *     decimals the precision and the scale, which are null for other types
     */
    public static List<FoundColumn> columns(Connection connection, String sql, Object... values) throws SQLException {
        return list(connection, sql, Queries::column, values);
    }

    private static FoundColumn column(ResultSet row) throws SQLException {
        int precision = row.getInt(6);
        DecimalDigits digits = row.wasNull() ? null : new DecimalDigits(precision, row.getInt(7));
        return new FoundColumn(
                row.getString(1), row.getString(2), row.getString(3), row.getInt(4) == 1, row.getInt(5) == 1, digits);
    }

    /**
     * Returns the definitions of views of these names.
     *
     * @param sql selects the name and the definition of each view
     * @param names in lower case
     */
    public static Map<String, String> views(
            Connection connection, Collection<String> names, String sql, Object... values) throws SQLException {
        Map<String, String> views = new HashMap<>();
        for (View view : list(connection, sql, row -> new View(row.getString(1), row.getString(2)), values)) {
            if (view.definition() != null && names.contains(SqlNames.folded(view.name()))) {
                views.put(view.name(), view.definition());
            }
        }
        return views;
    }

    private record View(String name, @Nullable String definition) {}
}
