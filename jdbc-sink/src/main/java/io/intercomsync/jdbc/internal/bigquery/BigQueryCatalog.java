package io.intercomsync.jdbc.internal.bigquery;

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

/** Asks the information schema, which each dataset has. There are no triggers and no indexes. */
final class BigQueryCatalog implements DatabaseCatalog {
    static final BigQueryCatalog INSTANCE = new BigQueryCatalog();

    private static final String SCHEMAS = "SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA";

    private static final String TABLES = "SELECT table_name FROM %s.INFORMATION_SCHEMA.TABLES";

    /** A column without a default has the text NULL as its default. */
    private static final String COLUMNS = """
            SELECT table_name, column_name, CASE WHEN data_type = 'FLOAT64' THEN 'double' ELSE data_type END,
                CASE WHEN is_nullable = 'NO' AND COALESCE(column_default, 'NULL') = 'NULL' THEN 1 ELSE 0 END,
                CASE WHEN is_generated = 'ALWAYS' THEN 1 ELSE 0 END, CAST(NULL AS INT64), CAST(NULL AS INT64)
            FROM %s.INFORMATION_SCHEMA.COLUMNS WHERE LOWER(table_name) = ? ORDER BY table_name, ordinal_position""";

    private static final String VIEWS = "SELECT table_name, view_definition FROM %s.INFORMATION_SCHEMA.VIEWS";

    private BigQueryCatalog() {}

    @Override
    public List<String> schemas(Connection connection) throws SQLException {
        return Queries.names(connection, SCHEMAS);
    }

    @Override
    public List<String> tables(Connection connection, String schema) throws SQLException {
        return Queries.names(connection, in(TABLES, schema));
    }

    private static String in(String sql, String schema) {
        return sql.formatted(new BigQueryDialect().quoted(schema));
    }

    @Override
    public List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        return Queries.columns(connection, in(COLUMNS, schema), SqlNames.folded(table));
    }

    @Override
    public Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        return Queries.views(connection, names, in(VIEWS, schema));
    }

    @Override
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) {
        return List.of();
    }
}
