package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** Knows the schemas and the settings of MySQL that keep a sink from writing. It knows no rights. */
final class MySqlChecks implements DatabaseChecks {
    static final MySqlChecks INSTANCE = new MySqlChecks();

    private static final Set<String> RESERVED = Set.of("information_schema", "mysql", "performance_schema", "sys");

    private MySqlChecks() {}

    @Override
    public int oldestVersion() {
        return 8;
    }

    @Override
    public boolean isReserved(String schema) {
        return RESERVED.contains(schema.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL.read_only")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
