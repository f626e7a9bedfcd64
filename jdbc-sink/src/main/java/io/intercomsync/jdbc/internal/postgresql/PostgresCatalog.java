package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DecimalDigits;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.Queries;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the triggers, rules, policies and indexes of a table in PostgreSQL, and the triggers of its partitions. */
final class PostgresCatalog implements DatabaseCatalog {
    static final PostgresCatalog INSTANCE = new PostgresCatalog();

    private static final String RULE = "rule";

    private static final String OBJECTS = """
            WITH given AS (SELECT CAST(CAST(? AS text) AS regclass) AS id)
            SELECT 'trigger', tgname, proname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
             WHERE NOT tgisinternal AND tgenabled <> 'D'
               AND tgrelid IN (SELECT id FROM given UNION SELECT relid FROM given, pg_partition_tree(id))
            UNION SELECT 'rule', rulename, '' FROM pg_rewrite JOIN given ON ev_class = id
             WHERE ev_type <> '1' AND ev_enabled <> 'D'
            UNION SELECT 'row-level policy', polname, '' FROM pg_policy JOIN given ON polrelid = id
              JOIN pg_class ON pg_class.oid = id AND relrowsecurity
            UNION SELECT 'view', relname, '' FROM pg_class JOIN given ON pg_class.oid = id WHERE relkind = 'v'
            UNION SELECT 'index', relname, '' FROM pg_index JOIN given ON indrelid = id
              JOIN pg_class ON pg_class.oid = indexrelid WHERE NOT indisprimary
            UNION SELECT 'generated column', attname, '' FROM pg_attribute JOIN given ON attrelid = id
             WHERE attgenerated <> '' AND NOT attisdropped
            ORDER BY 1, 2""";

    /** The roles that have rights on a column, in quotes; the role 0 is everybody. */
    private static final String GRANTS = """
            SELECT g.privilege_type,
                CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END, g.is_grantable
            FROM pg_attribute a CROSS JOIN LATERAL aclexplode(a.attacl) g
            WHERE a.attrelid = CAST(CAST(? AS text) AS regclass) AND a.attname = ? ORDER BY 1, 2""";

    /** Names views, policies, indexes, generated columns and whatever else refers to a column. */
    private static final String DEPENDENTS = """
            SELECT DISTINCT coalesce(c.relname, pg_describe_object(d.classid, d.objid, d.objsubid))
            FROM pg_depend d
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            LEFT JOIN pg_rewrite r ON d.classid = CAST('pg_rewrite' AS regclass) AND r.oid = d.objid
            LEFT JOIN pg_class c ON c.oid = r.ev_class
            WHERE d.refclassid = CAST('pg_class' AS regclass) AND d.refobjid = CAST(CAST(? AS text) AS regclass)
              AND a.attname = ? AND d.deptype IN ('n', 'a')
            ORDER BY 1""";

    private static final String VIEWS = """
            SELECT relname, pg_get_viewdef(pg_class.oid) FROM pg_class
              JOIN pg_namespace ON pg_namespace.oid = relnamespace
             WHERE nspname = ? AND relkind = 'v' AND lower(relname) = ANY (?)""";

    /** Asks for no more than the sink needs: the driver's own query takes several times as long. */
    private static final String COLUMNS = """
            SELECT c.relname, a.attname, t.typname,
                (a.attnotnull OR t.typtype = 'd' AND t.typnotnull) AND NOT a.atthasdef AND a.attidentity = '',
                a.attgenerated <> '', CASE WHEN t.typname = 'numeric' THEN a.atttypmod ELSE -1 END
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            WHERE n.nspname = ? AND char_length(CAST(c.relname AS text)) = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            ORDER BY c.relname, a.attnum""";

    private PostgresCatalog() {}

    static boolean isRule(TableObject object) {
        return object.kind().equals(RULE);
    }

    /** Asks the server's own catalog: the standard's shows definitions to their owner only. */
    @Override
    public Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        return Queries.views(connection, names, VIEWS, schema, connection.createArrayOf("text", names.toArray()));
    }

    @Override
    public List<String> grants(Connection connection, TargetTable table, String column, String other)
            throws SQLException {
        return Queries.list(
                connection,
                GRANTS,
                row -> "GRANT " + row.getString(1) + " (" + other + ") ON " + table.qualifiedName() + " TO "
                        + row.getString(2) + (row.getBoolean(3) ? " WITH GRANT OPTION" : ""),
                table.qualifiedName(),
                column);
    }

    @Override
    public List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        return Queries.list(connection, COLUMNS, PostgresCatalog::column, schema, table.length()).stream()
                .filter(column -> SqlNames.folded(column.table()).equals(SqlNames.folded(table)))
                .toList();
    }

    private static FoundColumn column(ResultSet row) throws SQLException {
        return new FoundColumn(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getBoolean(5),
                digits(row.getInt(6)));
    }

    /** Returns the digits of {@code numeric(precision, scale)}, which PostgreSQL keeps in one number; {@code null} for any digits. */
    private static @Nullable DecimalDigits digits(int typeModifier) {
        int both = typeModifier - 4;
        int scale = ((both & 0x7FF) ^ 0x400) - 0x400; // 11 bits with a sign
        return both < 0 ? null : new DecimalDigits(both >> 16, scale);
    }

    @Override
    public List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        return Queries.list(
                connection,
                OBJECTS,
                row -> new TableObject(row.getString(1), row.getString(2), row.getString(3)),
                table.qualifiedName());
    }

    @Override
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) throws SQLException {
        return Queries.objects(connection, "object", DEPENDENTS, table.qualifiedName(), column);
    }
}
