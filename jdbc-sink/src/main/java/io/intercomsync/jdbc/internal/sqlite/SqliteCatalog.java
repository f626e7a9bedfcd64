package io.intercomsync.jdbc.internal.sqlite;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds tables, views, columns, triggers and indexes by SQLite's own catalog. */
final class SqliteCatalog implements DatabaseCatalog {
    static final SqliteCatalog INSTANCE = new SqliteCatalog();

    /** The name that SQLite gives to the file of the connection. */
    private static final String MAIN = "main";

    private static final String TABLES = "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    private static final String VIEWS = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view'";
    private static final String COLUMNS = "SELECT t.name, c.name, c.type, c.\"notnull\" AND c.dflt_value IS NULL"
            + " AND c.hidden = 0, c.hidden <> 0 FROM main.sqlite_schema AS t JOIN pragma_table_xinfo(t.name) AS c"
            + " WHERE t.type IN ('table', 'view') AND t.name = ? COLLATE NOCASE ORDER BY t.name, c.cid";
    private static final String OBJECTS = "SELECT type, name FROM main.sqlite_schema WHERE type IN ('trigger', 'index',"
            + " 'view') AND tbl_name = ?1 COLLATE NOCASE AND sql IS NOT NULL UNION ALL"
            + " SELECT 'generated column', name FROM pragma_table_xinfo(?1) WHERE hidden IN (2, 3) UNION ALL"
            + " SELECT DISTINCT 'foreign key of the table', t.name FROM main.sqlite_schema AS t"
            + " JOIN pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table' AND k.\"table\" = ?1 COLLATE NOCASE"
            + " ORDER BY 1 DESC, 2";
    private static final String INDEXES = "SELECT i.name FROM pragma_index_list(?) AS i JOIN pragma_index_info(i.name)"
            + " AS c WHERE c.name = ? COLLATE NOCASE";

    private SqliteCatalog() {}

    @Override
    public List<String> schemas(Connection connection) {
        return List.of(MAIN);
    }

    @Override
    public List<String> tables(Connection connection, String schema) throws SQLException {
        return Queries.names(connection, TABLES);
    }

    @Override
    public Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        return Queries.views(connection, names, VIEWS);
    }

    @Override
    public List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        return Queries.list(
                connection,
                COLUMNS,
                row -> new FoundColumn(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        null),
                table);
    }

    @Override
    public List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        return Queries.list(
                connection, OBJECTS, row -> new TableObject(row.getString(1), row.getString(2)), table.name());
    }

    @Override
    public boolean isIndexed(Connection connection, TargetTable table, String column, int position)
            throws SQLException {
        String sql = INDEXES + " AND c.seqno = " + (position - 1);
        return !Queries.names(connection, sql, table.name(), column).isEmpty();
    }

    @Override
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) throws SQLException {
        return Queries.objects(connection, TableObject.INDEX, INDEXES, table.name(), column);
    }
}
