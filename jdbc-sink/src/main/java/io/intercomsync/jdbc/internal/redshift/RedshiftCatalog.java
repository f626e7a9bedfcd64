package io.intercomsync.jdbc.internal.redshift;

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

/** Asks the system views of Redshift. There are no triggers and no indexes. */
final class RedshiftCatalog implements DatabaseCatalog {
    static final RedshiftCatalog INSTANCE = new RedshiftCatalog();

    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace";

    private static final String TABLES = "SELECT table_name FROM svv_tables WHERE table_schema = ?";

    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type,
                CASE WHEN is_nullable = 'NO' AND column_default IS NULL THEN 1 ELSE 0 END, 0,
                CASE WHEN data_type = 'numeric' THEN numeric_precision END, numeric_scale
            FROM svv_columns WHERE table_schema = ? AND LOWER(table_name) = ? ORDER BY table_name, ordinal_position""";

    private static final String VIEWS = "SELECT viewname, definition FROM pg_views WHERE schemaname = ?";

    private RedshiftCatalog() {}

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
