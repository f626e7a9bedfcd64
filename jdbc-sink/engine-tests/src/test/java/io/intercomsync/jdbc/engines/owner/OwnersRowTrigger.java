package io.intercomsync.jdbc.engines.owner;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** A trigger of an owner in H2 that acts on the row {@code bad} of users or of their history. Its name tells how. */
public final class OwnersRowTrigger implements Trigger {
    private String name = "";
    private int id;
    private int hash;

    @Override
    public void init(Connection connection, String schema, String trigger, String table, boolean isBefore, int type)
            throws SQLException {
        name = trigger;
        try (var columns = connection.getMetaData().getColumns(null, schema, table, null)) {
            for (int i = 0; columns.next(); i++) {
                String column = columns.getString("COLUMN_NAME");
                id = column.equals("id") ? i : id;
                hash = column.equals("_row_hash") ? i : hash;
            }
        }
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        Object[] row = after == null ? before : after;
        if (!"bad".equals(row[id])) {
            return;
        }
        if (name.endsWith("RAISE")) {
            throw new SQLException("secret\nforged");
        }
        row[hash] = 7L;
    }
}
