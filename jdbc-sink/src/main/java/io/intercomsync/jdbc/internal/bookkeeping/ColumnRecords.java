package io.intercomsync.jdbc.internal.bookkeeping;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.sql.Definition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The table that records which columns the sink has in which table, and which stored rows hold them.
 *
 * <p>Each change to the columns of a table begins a new generation of the table, and the hash of a row tells in which generation the
 * row was written. A column records the generation from which on rows hold it. So a row of an older generation counts as changed if it
 * has a value for the column, and no other row is written again.
 *
 * <p>{@link AttributeRecords} keeps the columns of custom attributes in the same table.
 *
 * <p>A column is recorded without a generation before it is added, and gets its generation afterwards. A crash between the two leaves
 * a column that no row holds yet, so nothing is lost. Records are never deleted: hashes may refer to every generation.
 */
public final class ColumnRecords {
    /** How many columns one statement records: databases limit the number of parameters. */
    private static final int COLUMNS_AT_ONCE = 200;

    private final Dialect dialect;
    private final String qualified;

    /** @param qualified the name of the table of records in SQL */
    public ColumnRecords(Dialect dialect, String qualified) {
        this.dialect = dialect;
        this.qualified = qualified;
    }

    public Definition definition() {
        // Some databases compare no texts of any length, so both names have the type of keys.
        String key = dialect.keyType() + " NOT NULL";
        String text = dialect.type(ColumnType.TEXT);
        return new BookkeepingTable(dialect, qualified, "Intercom Sync: which columns the sink writes, in which table")
                .column("table_name", key, "the table")
                .column("column_name", key, "the column")
                .column("column_type", text + " NOT NULL", "the type of its values")
                .column("generation", dialect.type(ColumnType.INTEGER), "from when on rows hold the column")
                .column(AttributeRecords.ATTRIBUTE, text, "the custom attribute that the column holds, if it holds one")
                .definition();
    }

    private String quoted(String column) {
        return dialect.quoted(column);
    }

    /** Returns the records of the columns of custom attributes. */
    public AttributeRecords ofAttributes() {
        return new AttributeRecords(dialect, qualified);
    }

    public List<RecordedColumn> read(Connection connection, String table) throws SQLException {
        String sql = "SELECT " + quoted("column_name") + ", " + quoted("column_type") + ", " + quoted("generation")
                + " FROM " + qualified + " WHERE " + quoted("table_name") + " = ? AND "
                + quoted(AttributeRecords.ATTRIBUTE) + " IS NULL";
        List<RecordedColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long generation = rows.getLong(3);
                    boolean isPending = rows.wasNull();
                    columns.add(
                            new RecordedColumn(rows.getString(1), rows.getString(2), isPending ? null : generation));
                }
            }
        }
        return columns;
    }

    /** Records these columns, by one statement that commits itself: nothing is under way in the connection yet. */
    public void insert(Connection connection, String table, List<RecordedColumn> columns) throws SQLException {
        for (int from = 0; from < columns.size(); from += COLUMNS_AT_ONCE) {
            insertAtOnce(connection, table, columns.subList(from, Math.min(columns.size(), from + COLUMNS_AT_ONCE)));
        }
    }

    private void insertAtOnce(Connection connection, String table, List<RecordedColumn> columns) throws SQLException {
        String sql = "INSERT INTO " + qualified + " (" + quoted("table_name") + ", " + quoted("column_name") + ", "
                + quoted("column_type") + ", " + quoted("generation") + ") VALUES "
                + String.join(", ", Collections.nCopies(columns.size(), "(?, ?, ?, ?)"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (RecordedColumn column : columns) {
                statement.setString(next++, table);
                statement.setString(next++, column.name());
                statement.setString(next++, column.type());
                if (column.generation() == null) {
                    statement.setNull(next++, Types.BIGINT);
                } else {
                    statement.setLong(next++, column.generation());
                }
            }
            statement.executeUpdate();
        }
    }

    /** Records that a column was added: rows hold it from this generation on. */
    public void setGeneration(Connection connection, String table, String column, long generation) throws SQLException {
        String sql = "UPDATE " + qualified + " SET " + quoted("generation") + " = ? WHERE " + quoted("table_name")
                + " = ? AND " + quoted("column_name") + " = ? AND " + quoted("generation") + " IS NULL";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, generation);
            statement.setString(2, table);
            statement.setString(3, column);
            statement.executeUpdate();
        }
    }
}
