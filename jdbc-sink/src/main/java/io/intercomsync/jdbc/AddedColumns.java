package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Remembers, in a table of its own, which columns were added to tables that were there. An added column is empty in rows that
 * came before it; how often columns were added is part of each row's hash, so such rows do not look unchanged when they come
 * again. It is written before the columns are added, so a death between the two costs one more write of rows and no values.
 */
final class AddedColumns {
    static final String TABLE = "_intercom_sync_added_columns";

    private final Connection connection;
    private final Dialect dialect;
    private final String wanted;

    /** @param wanted the schema */
    AddedColumns(Connection connection, Dialect dialect, String wanted) {
        this.connection = connection;
        this.dialect = dialect;
        this.wanted = wanted;
    }

    private String qualified(Catalog catalog) {
        return catalog.qualified(dialect, wanted) + "." + dialect.quoted(TABLE);
    }

    private String quoted(String column) {
        return dialect.quoted(column);
    }

    /** Returns how often columns were added to the table. */
    long times(String table) throws SQLException {
        Catalog catalog = Catalog.read(connection, dialect, wanted, TABLE);
        if (catalog.table(TABLE).isEmpty()) {
            return 0;
        }
        String sql = "SELECT count(*) FROM " + qualified(catalog) + " WHERE " + quoted("table_name") + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet count = statement.executeQuery()) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    /** Notes that these columns are about to be added. */
    void note(String table, List<String> columns) throws SQLException {
        Catalog catalog = Catalog.read(connection, dialect, wanted, TABLE);
        String text = dialect.type(ColumnType.TEXT);
        if (catalog.table(TABLE).isEmpty()) {
            Tables.execute(
                    connection,
                    "CREATE TABLE " + qualified(catalog) + " (" + quoted("table_name") + " " + dialect.keyType()
                            + " NOT NULL, " + quoted("columns") + " " + text + " NOT NULL)");
        }
        String sql = "INSERT INTO " + qualified(catalog) + " (" + quoted("table_name") + ", " + quoted("columns")
                + ") VALUES (?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            statement.setString(2, String.join(", ", columns));
            statement.executeUpdate();
        }
    }
}
