package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds the triggers of tables in H2. */
final class H2Catalog implements DatabaseCatalog {
    static final H2Catalog INSTANCE = new H2Catalog();

    private static final String TRIGGERS = "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS"
            + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY 1";

    private H2Catalog() {}

    @Override
    public List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        List<TableObject> triggers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    triggers.add(new TableObject("trigger", rows.getString(1)));
                }
            }
        }
        return triggers;
    }
}
