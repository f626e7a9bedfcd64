package io.intercomsync.jdbc.internal.sqlserver;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** Knows the schemas of SQL Server, and whether the database may be written. It knows no rights. */
final class SqlServerChecks implements DatabaseChecks {
    static final SqlServerChecks INSTANCE = new SqlServerChecks();

    /** The version 2017. */
    private static final int OLDEST = 14;

    private static final Set<String> RESERVED = Set.of("information_schema", "sys", "guest");

    private SqlServerChecks() {}

    @Override
    public int oldestVersion() {
        return OLDEST;
    }

    @Override
    public boolean isReserved(String schema) {
        String name = schema.toLowerCase(Locale.ROOT);
        return RESERVED.contains(name) || name.startsWith("db_");
    }

    @Override
    public boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS NVARCHAR(20))")) {
            return row.next() && "READ_ONLY".equals(row.getString(1));
        }
    }
}
