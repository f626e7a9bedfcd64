package io.intercomsync.jdbc.engines.owner;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.Trigger;

/** A trigger of an owner on a table of tags in H2. The name of a tag tells how to treat it. */
public final class OwnersTrigger implements Trigger {
    private int id;
    private int name;

    @Override
    public void init(Connection connection, String schema, String trigger, String table, boolean isBefore, int type)
            throws SQLException {
        try (var columns = connection.getMetaData().getColumns(null, schema, table, null)) {
            for (int i = 0; columns.next(); i++) {
                String column = columns.getString("COLUMN_NAME");
                id = column.equals("id") ? i : id;
                name = column.equals("name") ? i : name;
            }
        }
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        String told = "secret\nforged " + after[name];
        switch (String.valueOf(after[name])) {
            case "refused" -> throw new SQLException(told);
            case "refused with a state" -> throw new SQLException(told, "08001");
            case "broken" -> throw new IllegalStateException(told);
            case "without its table" -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("INSERT INTO nowhere VALUES ('secret')");
                }
            }
            case "moved" -> after[id] = "elsewhere";
            default -> {}
        }
    }
}
