package io.intercomsync.jdbc.internal.mysql;

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

/** Asks the information schema of MySQL. The driver's metadata differs by its option {@code databaseTerm}. */
final class MySqlCatalog implements DatabaseCatalog {
    static final MySqlCatalog INSTANCE = new MySqlCatalog();

    private static final String SCHEMAS = "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA";
    private static final String TABLES = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?";

    /** The type has what limits its values: unsigned numbers, and texts in another character set. */
    private static final String COLUMNS = """
            SELECT TABLE_NAME, COLUMN_NAME,
                CONCAT(DATA_TYPE, CASE WHEN COLUMN_TYPE LIKE '%unsigned%' THEN ' unsigned' ELSE '' END,
                    CASE WHEN CHARACTER_SET_NAME <> 'utf8mb4' THEN CONCAT(' character set ', CHARACTER_SET_NAME) ELSE '' END),
                CASE WHEN IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL AND EXTRA NOT LIKE '%auto_increment%' THEN 1 ELSE 0 END,
                CASE WHEN GENERATION_EXPRESSION <> '' THEN 1 ELSE 0 END,
                CASE WHEN DATA_TYPE = 'decimal' THEN NUMERIC_PRECISION END, NUMERIC_SCALE
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND LOWER(TABLE_NAME) = ?
            ORDER BY TABLE_NAME, ORDINAL_POSITION""";

    private static final String VIEWS =
            "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?";

    private static final String TRIGGERS = "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS"
            + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY 1";

    private static final String INDEXES = "SELECT DISTINCT INDEX_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME <> 'PRIMARY' ORDER BY 1";

    private static final String INDEXES_OF_COLUMN = "SELECT DISTINCT INDEX_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ? ORDER BY 1";

    private static final String INDEXED = "SELECT COLUMN_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND SEQ_IN_INDEX = ?";

    private MySqlCatalog() {}

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
    public String createSchema(String qualifiedSchema) {
        return "CREATE DATABASE " + qualifiedSchema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";
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
