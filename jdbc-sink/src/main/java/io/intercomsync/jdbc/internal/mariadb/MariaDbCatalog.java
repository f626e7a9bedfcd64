package io.intercomsync.jdbc.internal.mariadb;

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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the information schema of MariaDB. The driver's metadata differs by its option {@code useCatalogTerm}. */
final class MariaDbCatalog implements DatabaseCatalog {
    static final MariaDbCatalog INSTANCE = new MariaDbCatalog();

    private static final String SCHEMAS = "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA";
    private static final String TABLES = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?";

    private static final String COLUMNS = """
            SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, CHARACTER_SET_NAME,
                IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL AND EXTRA NOT LIKE '%auto_increment%',
                IS_GENERATED = 'ALWAYS', NUMERIC_PRECISION, NUMERIC_SCALE
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION""";

    private static final String TRIGGERS = "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS"
            + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY 1";

    private static final String INDEXES = "SELECT DISTINCT INDEX_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME <> 'PRIMARY' ORDER BY 1";

    private static final String GENERATED = "SELECT COLUMN_NAME FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND IS_GENERATED = 'ALWAYS' ORDER BY ORDINAL_POSITION";
    private static final String VIEW =
            "SELECT TABLE_NAME FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
    private static final String DEPENDENTS = """
            SELECT DISTINCT 'index', INDEX_NAME FROM information_schema.STATISTICS
             WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ?
            UNION ALL SELECT 'constraint', CONSTRAINT_NAME FROM information_schema.CHECK_CONSTRAINTS
             WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ? AND LOCATE(?, CHECK_CLAUSE) > 0
            UNION ALL SELECT 'generated column', COLUMN_NAME FROM information_schema.COLUMNS
             WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND LOCATE(?, GENERATION_EXPRESSION) > 0""";
    private static final String INDEXED = "SELECT COLUMN_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND SEQ_IN_INDEX = ?";

    private static final String COMMENT = "SELECT COLUMN_COMMENT FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ?";

    private MariaDbCatalog() {}

    @Override
    public List<String> schemas(Connection connection) throws SQLException {
        return Queries.names(connection, SCHEMAS);
    }

    @Override
    public List<String> tables(Connection connection, String schema) throws SQLException {
        return Queries.names(connection, TABLES, schema);
    }

    /** Asks for each table by its exact name: with any other condition the server opens all tables of the schema. */
    @Override
    public List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        List<FoundColumn> columns = new ArrayList<>();
        for (String name : tables(connection, schema)) {
            if (SqlNames.folded(name).equals(SqlNames.folded(table))) {
                columns.addAll(Queries.list(connection, COLUMNS, row -> column(name, row), schema, name));
            }
        }
        return columns;
    }

    private static FoundColumn column(String table, ResultSet row) throws SQLException {
        return new FoundColumn(table, row.getString(1), type(row), row.getBoolean(5), row.getBoolean(6), digits(row));
    }

    /** Returns the name of a type, with what limits its values: unsigned numbers, and texts in another character set. */
    private static String type(ResultSet row) throws SQLException {
        String charset = row.getString(4);
        boolean isNarrow = charset != null && !charset.equals("utf8mb4");
        return row.getString(2)
                + (row.getString(3).contains("unsigned") ? " unsigned" : "")
                + (isNarrow ? " character set " + charset : "");
    }

    private static @Nullable DecimalDigits digits(ResultSet row) throws SQLException {
        return row.getString(2).equals("decimal") ? new DecimalDigits(row.getInt(7), row.getInt(8)) : null;
    }

    @Override
    public String comment(Connection connection, TargetTable table, String column) throws SQLException {
        List<String> comments = Queries.names(connection, COMMENT, table.schema(), table.name(), column);
        return comments.isEmpty() ? "" : comments.get(0);
    }

    @Override
    public String createSchema(String qualifiedSchema) {
        return "CREATE DATABASE " + qualifiedSchema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
    }

    @Override
    public List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        List<TableObject> objects = new ArrayList<>(rowChangers(connection, table));
        objects.addAll(objects(connection, table, TableObject.INDEX, INDEXES));
        objects.addAll(objects(connection, table, TableObject.GENERATED, GENERATED));
        return objects;
    }

    private static List<TableObject> objects(Connection connection, TargetTable table, String kind, String sql)
            throws SQLException {
        return Queries.objects(connection, kind, sql, table.schema(), table.name());
    }

    @Override
    public List<TableObject> rowChangers(Connection connection, TargetTable table) throws SQLException {
        List<TableObject> changers = new ArrayList<>(objects(connection, table, "trigger", TRIGGERS));
        changers.addAll(objects(connection, table, "view", VIEW));
        return changers;
    }

    /** Asks for the table's own schema: the driver looks at tables of this name in all of them. */
    @Override
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) throws SQLException {
        String quoted = '`' + column.replace("`", "``") + '`';
        return Queries.list(
                connection,
                DEPENDENTS,
                row -> new TableObject(row.getString(1), row.getString(2)),
                table.schema(),
                table.name(),
                column,
                table.schema(),
                table.name(),
                quoted,
                table.schema(),
                table.name(),
                quoted);
    }

    @Override
    public boolean isIndexed(Connection connection, TargetTable table, String column, int position)
            throws SQLException {
        return Queries.names(connection, INDEXED, table.schema(), table.name(), position).stream()
                .anyMatch(name -> SqlNames.folded(name).equals(SqlNames.folded(column)));
    }
}
