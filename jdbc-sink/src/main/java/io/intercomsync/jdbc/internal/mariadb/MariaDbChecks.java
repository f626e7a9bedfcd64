package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.MissingRight;
import io.intercomsync.jdbc.dialect.NeededRights;
import io.intercomsync.jdbc.internal.sql.Queries;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks MariaDB for the rights of the user and of its roles, and names the statement that gives those that are missing. */
final class MariaDbChecks implements DatabaseChecks {
    static final MariaDbChecks INSTANCE = new MariaDbChecks();

    private static final Set<String> RESERVED = Set.of("information_schema", "mysql", "performance_schema", "sys");

    private static final List<String> RIGHTS = List.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "ALTER",
            "DROP",
            "INDEX",
            "TRIGGER",
            "CREATE TEMPORARY TABLES");

    private static final Set<String> OF_DEFINITIONS = Set.of("CREATE", "ALTER", "DROP", "INDEX");

    /** Without it no run fails, but the sink does not see triggers that change its rows. */
    private static final String SEES_TRIGGERS = "TRIGGER";

    private static final String GRANTEES = """
            SELECT CURRENT_USER() UNION SELECT CONCAT(ROLE_NAME, '@') FROM information_schema.ENABLED_ROLES
            WHERE ROLE_NAME IS NOT NULL""";

    private static final String GRANTED = """
            SELECT GRANTEE, PRIVILEGE_TYPE, '' FROM information_schema.USER_PRIVILEGES
            UNION ALL SELECT GRANTEE, PRIVILEGE_TYPE, '' FROM information_schema.SCHEMA_PRIVILEGES WHERE ? LIKE TABLE_SCHEMA
            UNION ALL SELECT GRANTEE, PRIVILEGE_TYPE, TABLE_NAME FROM information_schema.TABLE_PRIVILEGES
                WHERE TABLE_SCHEMA = ?""";

    private MariaDbChecks() {}

    @Override
    public int oldestVersion() {
        return 10;
    }

    /** JSON_TABLE came with 10.6. */
    @Override
    public int oldestMinorVersion() {
        return 6;
    }

    @Override
    public boolean isReserved(String schema) {
        return RESERVED.contains(schema.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.read_only, @@tx_read_only")) {
            return row.next() && (row.getBoolean(1) || row.getBoolean(2));
        }
    }

    @Override
    public List<MissingRight> missingRights(Connection connection, NeededRights needed) throws SQLException {
        List<String> grantees = Queries.list(connection, GRANTEES, row -> grantee(row.getString(1)));
        String user = grantees.get(0);
        Set<List<String>> granted = granted(connection, needed.schema(), Set.copyOf(grantees));
        List<String> missing = rights(needed).stream()
                .filter(right -> !has(granted, right, needed))
                .toList();
        List<String> now =
                missing.stream().filter(right -> !right.equals(SEES_TRIGGERS)).toList();
        List<MissingRight> found = new ArrayList<>();
        if (!now.isEmpty()) {
            found.add(missing(
                    "The user " + user + " may not make, read and write the tables of the schema "
                            + quoted(needed.schema()) + ": it lacks " + String.join(", ", now),
                    now,
                    needed,
                    user,
                    true));
        }
        if (missing.contains(SEES_TRIGGERS)) {
            found.add(missing(
                    "The user " + user + " does not see triggers of the schema " + quoted(needed.schema())
                            + ", so the sink does not notice if one changes its rows: it lacks " + SEES_TRIGGERS,
                    List.of(SEES_TRIGGERS),
                    needed,
                    user,
                    false));
        }
        return found;
    }

    private static List<String> rights(NeededRights needed) {
        return needed.isForRowsAlone()
                ? RIGHTS.stream()
                        .filter(right -> !OF_DEFINITIONS.contains(right))
                        .toList()
                : RIGHTS;
    }

    private static MissingRight missing(
            String what, List<String> rights, NeededRights needed, String user, boolean isNeededNow) {
        return new MissingRight(
                what,
                "GRANT " + String.join(", ", rights) + " ON " + quoted(needed.schema()) + ".* TO " + user,
                isNeededNow);
    }

    /** Returns whether the user has the right on the whole schema, or on each table that is there and is needed. */
    private static boolean has(Set<List<String>> granted, String right, NeededRights needed) {
        return granted.contains(List.of(right, ""))
                || (!needed.tables().isEmpty()
                        && needed.tables().stream().allMatch(table -> granted.contains(List.of(right, table))));
    }

    /** Returns rights with the tables that they are for; with no table those for the whole schema. */
    private static Set<List<String>> granted(Connection connection, String schema, Set<String> grantees)
            throws SQLException {
        return Queries.list(
                        connection,
                        GRANTED,
                        row -> List.of(row.getString(1), row.getString(2), row.getString(3)),
                        schema,
                        schema)
                .stream()
                .filter(right -> grantees.contains(right.get(0)))
                .map(right -> right.subList(1, 3))
                .collect(Collectors.toSet());
    }

    /** Returns the name in the form that the information schema and GRANT have: {@code 'user'@'host'}. */
    private static String grantee(String name) {
        int at = name.lastIndexOf('@');
        return "'" + name.substring(0, at) + "'@'" + name.substring(at + 1) + "'";
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
