package io.intercomsync.jdbc.internal.staging;

import io.intercomsync.jdbc.dialect.DecimalDigits;
import io.intercomsync.jdbc.dialect.FoundColumn;
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

/** Asks a catalog by queries: drivers differ in what their metadata says, and in how fast they say it. */
public final class CatalogQueries {
    private CatalogQueries() {}

    /** Returns the texts in the first column of the result. */
    public static List<String> names(Connection connection, String sql, Object... values) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /**
     * Returns the columns that a query finds.
     *
     * @param sql selects the table, the name, the type, 1 if each row must give a value, 1 if the database computes its values, and of
     *     decimals the precision and the scale, which are null for other types
     */
    public static List<FoundColumn> columns(Connection connection, String sql, Object... values) throws SQLException {
        List<FoundColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(column(row));
                }
            }
        }
        return columns;
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
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String definition = rows.getString(2);
                    if (definition != null && names.contains(SqlNames.folded(rows.getString(1)))) {
                        views.put(rows.getString(1), definition);
                    }
                }
            }
        }
        return views;
    }
}
