package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.MissingRight;
import io.intercomsync.jdbc.dialect.NeededRights;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Asks H2 for the one right that the sink needs, if its user does not own the schema. */
final class H2Checks implements DatabaseChecks {
    static final H2Checks INSTANCE = new H2Checks();

    private static final int ADMIN_RIGHTS_REQUIRED = 90040;

    private static final String OWNED =
            "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ? AND SCHEMA_OWNER = CURRENT_USER";

    private H2Checks() {}

    @Override
    public int oldestVersion() {
        return 2;
    }

    @Override
    public List<MissingRight> missingRights(Connection connection, NeededRights needed) throws SQLException {
        if (needed.isForRowsAlone()
                || (needed.isSchemaThere() && owns(connection, needed.schema()))
                || mayAlterSchemas(connection)) {
            return List.of();
        }
        String user = '"' + connection.getMetaData().getUserName().replace("\"", "\"\"") + '"';
        return List.of(new MissingRight(
                "The user " + user + " may not create the schema and its tables: it lacks ALTER ANY SCHEMA",
                "GRANT ALTER ANY SCHEMA TO " + user,
                true));
    }

    private static boolean owns(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OWNED)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Creates a schema that always exists, which changes nothing. But H2 checks the right first. */
    private static boolean mayAlterSchemas(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS INFORMATION_SCHEMA");
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == ADMIN_RIGHTS_REQUIRED) {
                return false;
            }
            throw e;
        }
    }
}
