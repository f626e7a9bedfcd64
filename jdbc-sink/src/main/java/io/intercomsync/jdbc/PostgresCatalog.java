package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks PostgreSQL's catalog for the triggers, rules, policies and indexes of a table, and the triggers of its partitions. */
final class PostgresCatalog {
    static final String RULE = "rule";
    static final String INDEX = "index";

    private static final String OWNERS_OBJECTS = """
            WITH given AS (SELECT CAST(CAST(? AS text) AS regclass) AS id)
            SELECT 'trigger', tgname, proname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
             WHERE NOT tgisinternal AND tgenabled <> 'D'
               AND tgrelid IN (SELECT id FROM given UNION SELECT relid FROM given, pg_partition_tree(id))
            UNION SELECT 'rule', rulename, '' FROM pg_rewrite JOIN given ON ev_class = id
             WHERE ev_type <> '1' AND ev_enabled <> 'D'
            UNION SELECT 'row-level policy', polname, '' FROM pg_policy JOIN given ON polrelid = id
              JOIN pg_class ON pg_class.oid = id AND relrowsecurity
            UNION SELECT 'index', relname, '' FROM pg_index JOIN given ON indrelid = id
              JOIN pg_class ON pg_class.oid = indexrelid WHERE NOT indisprimary
            ORDER BY 1, 2""";

    private PostgresCatalog() {}

    static List<OwnersObject> ownersObjects(Connection connection, Table table) throws SQLException {
        List<OwnersObject> objects = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OWNERS_OBJECTS)) {
            statement.setString(1, table.qualified());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    objects.add(new OwnersObject(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return objects;
    }
}
