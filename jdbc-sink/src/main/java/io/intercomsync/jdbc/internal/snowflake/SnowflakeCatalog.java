package io.intercomsync.jdbc.internal.snowflake;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.Queries;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Asks the information schema of Snowflake for what has a name in upper case. There are no triggers and no indexes. */
final class SnowflakeCatalog implements DatabaseCatalog {
    static final SnowflakeCatalog INSTANCE = new SnowflakeCatalog();

    private static final String SCHEMAS =
            "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = UPPER(SCHEMA_NAME)";

    private static final String TABLES = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = UPPER(TABLE_NAME)";

    private static final String COLUMNS = """
            SELECT TABLE_NAME, COLUMN_NAME,
                CASE WHEN DATA_TYPE = 'NUMBER' AND NUMERIC_SCALE = 0 THEN 'INTEGER'
                    WHEN DATA_TYPE = 'FLOAT' THEN 'DOUBLE' ELSE DATA_TYPE END,
                CASE WHEN IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL AND IS_IDENTITY = 'NO' THEN 1 ELSE 0 END, 0,
                CASE WHEN DATA_TYPE = 'NUMBER' THEN NUMERIC_PRECISION END, NUMERIC_SCALE
            FROM INFORMATION_SCHEMA.COLUMNS
            WHERE TABLE_SCHEMA = ? AND TABLE_NAME = UPPER(?) AND COLUMN_NAME = UPPER(COLUMN_NAME)
            ORDER BY ORDINAL_POSITION""";

    private static final String VIEWS =
            "SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = ?";

    private SnowflakeCatalog() {}

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
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) {
        return List.of();
    }
}
