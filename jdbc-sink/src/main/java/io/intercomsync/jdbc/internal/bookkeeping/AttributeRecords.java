package io.intercomsync.jdbc.internal.bookkeeping;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Records in the table of {@link ColumnRecords} which custom attribute has which column. Users may read it. An attribute keeps the name of
 * its column for ever.
 *
 * <p>A record without a generation is of a column that is not filled yet; the generation 0 tells that some values are in JSON alone. One more
 * record for each table tells that every attribute of
 * its rows has a column, or stays in JSON for good; its generation tells which columns were allowed then.
 */
public final class AttributeRecords {
    static final String ATTRIBUTE = "attribute";

    /** The type in the record that tells that all attributes are known. */
    private static final String ALL = "ALL ATTRIBUTES";

    /** How many columns one statement records: databases limit the number of parameters. */
    private static final int COLUMNS_AT_ONCE = 200;

    private final Dialect dialect;
    private final String qualified;

    /** @param qualified the name of the table of records in SQL */
    AttributeRecords(Dialect dialect, String qualified) {
        this.dialect = dialect;
        this.qualified = qualified;
    }

    private String quoted(String column) {
        return dialect.quoted(column);
    }

    /** Returns the columns of the table that hold attributes. */
    public List<RecordedAttribute> read(Connection connection, String table) throws SQLException {
        return all(connection, table).stream()
                .filter(each -> !each.isReplacement())
                .toList();
    }

    /** Returns the wider columns that are to replace others, if an earlier run has not finished that. */
    public List<RecordedAttribute> replacements(Connection connection, String table) throws SQLException {
        return all(connection, table).stream()
                .filter(RecordedAttribute::isReplacement)
                .toList();
    }

    /** Returns both. */
    public List<RecordedAttribute> all(Connection connection, String table) throws SQLException {
        String sql = "SELECT " + quoted(ATTRIBUTE) + ", " + quoted("column_name") + ", " + quoted("column_type") + ", "
                + quoted("generation") + " FROM " + qualified + " WHERE " + quoted("table_name") + " = ? AND "
                + quoted(ATTRIBUTE) + " IS NOT NULL AND " + quoted("column_name") + " <> ? ORDER BY "
                + quoted("column_name");
        List<RecordedAttribute> attributes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            statement.setString(2, AttributeColumns.SOURCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    attributes.add(new RecordedAttribute(
                            rows.getString(1), rows.getString(2), rows.getString(3), state(rows, 4)));
                }
            }
        }
        return attributes;
    }

    private static State state(ResultSet row, int column) throws SQLException {
        long generation = row.getLong(column);
        return row.wasNull() ? State.UNFILLED : generation == 0 ? State.HELD_BACK : State.FILLED;
    }

    /** Records columns that are not filled yet. */
    public void insert(Connection connection, String table, List<RecordedAttribute> attributes) throws SQLException {
        for (int from = 0; from < attributes.size(); from += COLUMNS_AT_ONCE) {
            insertAtOnce(
                    connection, table, attributes.subList(from, Math.min(attributes.size(), from + COLUMNS_AT_ONCE)));
        }
    }

    private void insertAtOnce(Connection connection, String table, List<RecordedAttribute> attributes)
            throws SQLException {
        String sql = "INSERT INTO " + qualified + " (" + quoted("table_name") + ", " + quoted(ATTRIBUTE) + ", "
                + quoted("column_name") + ", " + quoted("column_type") + ", " + quoted("generation") + ") VALUES "
                + String.join(", ", Collections.nCopies(attributes.size(), "(?, ?, ?, ?, NULL)"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (RecordedAttribute each : attributes) {
                statement.setString(next++, table);
                statement.setString(next++, each.attribute());
                statement.setString(next++, each.column());
                statement.setString(next++, each.type());
            }
            statement.executeUpdate();
        }
    }

    /** Records how far the columns of these attributes are filled. */
    public void setState(Connection connection, String table, List<RecordedAttribute> attributes, State state)
            throws SQLException {
        for (int from = 0; from < attributes.size(); from += COLUMNS_AT_ONCE) {
            List<String> values = new ArrayList<>(List.of(table));
            attributes
                    .subList(from, Math.min(attributes.size(), from + COLUMNS_AT_ONCE))
                    .forEach(each -> values.add(each.column()));
            String generation = state == State.UNFILLED ? "NULL" : state == State.FILLED ? "1" : "0";
            update(
                    connection,
                    "UPDATE " + qualified + " SET " + quoted("generation") + " = " + generation + " WHERE "
                            + quoted("table_name") + " = ? AND " + quoted(ATTRIBUTE) + " IS NOT NULL AND "
                            + quoted("column_name") + " IN ("
                            + String.join(", ", Collections.nCopies(values.size() - 1, "?")) + ")",
                    values);
        }
    }

    /** Records that a wider column has taken the place of this one. */
    public void setType(Connection connection, String table, String column, String type) throws SQLException {
        update(
                connection,
                "UPDATE " + qualified + " SET " + quoted("column_type") + " = ?" + ofColumn(),
                List.of(type, table, column));
    }

    public void delete(Connection connection, String table, String column) throws SQLException {
        update(connection, "DELETE FROM " + qualified + ofColumn(), List.of(table, column));
    }

    private String ofColumn() {
        return " WHERE " + quoted("table_name") + " = ? AND " + quoted("column_name") + " = ? AND " + quoted(ATTRIBUTE)
                + " IS NOT NULL";
    }

    private void update(Connection connection, String sql, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
    }

    /**
     * Returns whether every attribute of the stored rows is known to have a column, or to stay in JSON.
     *
     * @param allowed tells which columns are allowed now
     */
    public boolean areAllKnown(Connection connection, String table, long allowed) throws SQLException {
        String sql = "SELECT " + quoted("generation") + " FROM " + qualified + ofColumn();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            statement.setString(2, AttributeColumns.SOURCE);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getLong(1) == allowed;
            }
        }
    }

    public void setAllKnown(Connection connection, String table, long allowed) throws SQLException {
        unsetAllKnown(connection, table);
        String sql = "INSERT INTO " + qualified + " (" + quoted("table_name") + ", " + quoted(ATTRIBUTE) + ", "
                + quoted("column_name") + ", " + quoted("column_type") + ", " + quoted("generation")
                + ") VALUES (?, '', ?, '" + ALL + "', " + allowed + ")";
        update(connection, sql, List.of(table, AttributeColumns.SOURCE));
    }

    public void unsetAllKnown(Connection connection, String table) throws SQLException {
        delete(connection, table, AttributeColumns.SOURCE);
    }
}
