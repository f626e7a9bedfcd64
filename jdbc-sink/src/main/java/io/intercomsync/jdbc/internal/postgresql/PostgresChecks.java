package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.MissingRight;
import io.intercomsync.jdbc.dialect.NeededRights;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks PostgreSQL for the rights of the user, and names the statements that give those that are missing. */
final class PostgresChecks implements DatabaseChecks {
    static final PostgresChecks INSTANCE = new PostgresChecks();

    private static final String OF_DATABASE = """
            SELECT current_user, current_database(),
                pg_catalog.has_database_privilege(current_database(), 'TEMPORARY'),
                pg_catalog.has_database_privilege(current_database(), 'CREATE')""";

    private static final String OF_SCHEMA = """
            SELECT pg_catalog.has_schema_privilege(oid, 'USAGE'), pg_catalog.has_schema_privilege(oid, 'CREATE')
            FROM pg_catalog.pg_namespace WHERE nspname = ?""";

    private static final List<String> TABLE_RIGHTS = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private static final String OF_TABLES = """
            SELECT c.relname, pg_catalog.pg_has_role(c.relowner, 'USAGE'),
                pg_catalog.has_table_privilege(c.oid, 'SELECT'), pg_catalog.has_table_privilege(c.oid, 'INSERT'),
                pg_catalog.has_table_privilege(c.oid, 'UPDATE'), pg_catalog.has_table_privilege(c.oid, 'DELETE')
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ANY (?) AND c.relkind IN ('r', 'p') ORDER BY 1""";

    private PostgresChecks() {}

    @Override
    public int oldestVersion() {
        return 13;
    }

    @Override
    public boolean isReserved(String schema) {
        return schema.startsWith("pg_") || DatabaseChecks.super.isReserved(schema);
    }

    @Override
    public boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
            return row.next() && row.getString(1).equals("on");
        }
    }

    @Override
    public List<MissingRight> missingRights(Connection connection, NeededRights needed) throws SQLException {
        List<MissingRight> missing = new ArrayList<>();
        String user = addOfDatabase(connection, needed, missing);
        if (needed.isSchemaThere()) {
            addOfSchema(connection, needed, user, missing);
            addOfTables(connection, needed, user, missing);
        }
        return missing;
    }

    /** Returns the name of the user, in quotes. */
    private static String addOfDatabase(Connection connection, NeededRights needed, List<MissingRight> missing)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OF_DATABASE)) {
            row.next();
            String user = quoted(row.getString(1));
            String database = "DATABASE " + quoted(row.getString(2));
            if (!row.getBoolean(3)) {
                missing.add(
                        missing("make temporary tables, through which rows are loaded", "TEMPORARY", database, user));
            }
            if (!row.getBoolean(4) && !needed.isSchemaThere() && !needed.isForRowsAlone()) {
                missing.add(missing("create the schema " + quoted(needed.schema()), "CREATE", database, user));
            }
            return user;
        }
    }

    private static void addOfSchema(Connection connection, NeededRights needed, String user, List<MissingRight> missing)
            throws SQLException {
        String schema = quoted(needed.schema());
        try (PreparedStatement statement = connection.prepareStatement(OF_SCHEMA)) {
            statement.setString(1, needed.schema());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    String object = "SCHEMA " + schema;
                    if (!row.getBoolean(1)) {
                        missing.add(missing("use the schema " + schema, "USAGE", object, user));
                    }
                    if (!row.getBoolean(2) && !needed.isForRowsAlone()) {
                        MissingRight create = missing("create tables in the schema " + schema, "CREATE", object, user);
                        missing.add(new MissingRight(create.what(), create.statement(), needed.isTableMissing()));
                    }
                }
            }
        }
    }

    private static void addOfTables(Connection connection, NeededRights needed, String user, List<MissingRight> missing)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_TABLES)) {
            statement.setString(1, needed.schema());
            statement.setArray(
                    2, connection.createArrayOf("text", needed.tables().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    addOfTable(row, needed, user, missing);
                }
            }
        }
    }

    private static void addOfTable(ResultSet row, NeededRights needed, String user, List<MissingRight> missing)
            throws SQLException {
        String name = row.getString(1);
        String table = quoted(needed.schema()) + "." + quoted(name);
        if (!row.getBoolean(2) && needed.growingTables().contains(name)) {
            boolean isNeededNow = needed.alteredTables().contains(name);
            missing.add(new MissingRight(
                    "The user " + user + " does not own the table " + table + ", so it cannot add or widen a column"
                            + (isNeededNow ? ", and a column is missing" : ""),
                    "ALTER TABLE " + table + " OWNER TO " + user,
                    isNeededNow));
        }
        List<String> rights = new ArrayList<>();
        for (int i = 0; i < TABLE_RIGHTS.size(); i++) {
            if (!row.getBoolean(3 + i)) {
                rights.add(TABLE_RIGHTS.get(i));
            }
        }
        if (!rights.isEmpty()) {
            missing.add(
                    missing("read and write the table " + table, String.join(", ", rights), "TABLE " + table, user));
        }
    }

    private static MissingRight missing(String doing, String right, String object, String user) {
        return new MissingRight(
                "The user " + user + " may not " + doing + ": it lacks " + right,
                "GRANT " + right + " ON " + object + " TO " + user,
                true);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
