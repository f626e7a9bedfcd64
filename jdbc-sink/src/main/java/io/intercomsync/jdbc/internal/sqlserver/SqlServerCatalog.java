package io.intercomsync.jdbc.internal.sqlserver;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.Queries;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Asks the catalog of SQL Server. Its information schema cuts the definitions of views. */
final class SqlServerCatalog implements DatabaseCatalog {
    static final SqlServerCatalog INSTANCE = new SqlServerCatalog();

    private static final String SCHEMAS = "SELECT name FROM sys.schemas";

    private static final String TABLES = "SELECT o.name FROM sys.objects AS o JOIN sys.schemas AS s"
            + " ON s.schema_id = o.schema_id WHERE o.type IN ('U', 'V') AND s.name = ?";

    /** A type that somebody made has the name of the one that it is made of. */
    private static final String COLUMNS = """
            SELECT o.name, c.name, CASE WHEN y.name = 'float' THEN 'double precision' ELSE y.name END,
                CASE WHEN c.is_nullable = 0 AND c.default_object_id = 0 AND c.is_identity = 0 THEN 1 ELSE 0 END,
                CASE WHEN c.is_computed = 1 OR c.generated_always_type <> 0 THEN 1 ELSE 0 END,
                CASE WHEN y.name IN ('decimal', 'numeric') THEN c.precision END, c.scale
            FROM sys.columns AS c
            JOIN sys.objects AS o ON o.object_id = c.object_id
            JOIN sys.schemas AS s ON s.schema_id = o.schema_id
            JOIN sys.types AS y ON y.user_type_id = c.system_type_id
            WHERE o.type IN ('U', 'V') AND s.name = ? AND LOWER(o.name) = ?
            ORDER BY o.name, c.column_id""";

    private static final String VIEWS = """
            SELECT v.name, m.definition FROM sys.views AS v
            JOIN sys.schemas AS s ON s.schema_id = v.schema_id
            JOIN sys.sql_modules AS m ON m.object_id = v.object_id WHERE s.name = ?""";

    private static final String OF_TABLE = """
            JOIN sys.objects AS o ON o.object_id = %s
            JOIN sys.schemas AS s ON s.schema_id = o.schema_id
            WHERE s.name = ? AND o.name = ?""";

    private static final String TRIGGERS = "SELECT g.name FROM sys.triggers AS g\n" + OF_TABLE.formatted("g.parent_id")
            + " AND g.is_disabled = 0 ORDER BY 1";

    private static final String INDEXES = "SELECT i.name FROM sys.indexes AS i\n" + OF_TABLE.formatted("i.object_id")
            + " AND i.is_primary_key = 0 AND i.name IS NOT NULL ORDER BY 1";

    private static final String INDEXED_COLUMNS = """
            JOIN sys.index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id
            JOIN sys.columns AS c ON c.object_id = i.object_id AND c.column_id = x.column_id
            """ + OF_TABLE.formatted("i.object_id");

    private static final String INDEXED =
            "SELECT c.name FROM sys.indexes AS i\n" + INDEXED_COLUMNS + " AND x.key_ordinal = ?";

    private static final String INDEXES_OF_COLUMN =
            "SELECT DISTINCT i.name FROM sys.indexes AS i\n" + INDEXED_COLUMNS + " AND c.name = ? ORDER BY 1";

    private SqlServerCatalog() {}

    @Override
    public List<String> schemas(Connection connection) throws SQLException {
        return Queries.names(connection, SCHEMAS);
    }

    @Override
    public List<String> tables(Connection connection, String schema) throws SQLException {
        return Queries.names(connection, TABLES, schema);
    }

    @Override
    public List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        return Queries.columns(connection, COLUMNS, schema, SqlNames.folded(table));
    }

    @Override
    public Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        return Queries.views(connection, names, VIEWS, schema);
    }

    @Override
    public List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        List<TableObject> objects = new ArrayList<>(rowChangers(connection, table));
        objects.addAll(Queries.objects(connection, TableObject.INDEX, INDEXES, table.schema(), table.name()));
        return objects;
    }

    @Override
    public List<TableObject> rowChangers(Connection connection, TargetTable table) throws SQLException {
        return Queries.objects(connection, "trigger", TRIGGERS, table.schema(), table.name());
    }

    @Override
    public boolean isIndexed(Connection connection, TargetTable table, String column, int position)
            throws SQLException {
        return Queries.names(connection, INDEXED, table.schema(), table.name(), position).stream()
                .anyMatch(name -> SqlNames.folded(name).equals(SqlNames.folded(column)));
    }

    @Override
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) throws SQLException {
        return Queries.objects(connection, TableObject.INDEX, INDEXES_OF_COLUMN, table.schema(), table.name(), column);
    }
}
