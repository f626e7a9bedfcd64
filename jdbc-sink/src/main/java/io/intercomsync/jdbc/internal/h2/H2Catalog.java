package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds the triggers and generated columns of tables in H2. */
final class H2Catalog implements DatabaseCatalog {
    static final H2Catalog INSTANCE = new H2Catalog();

    private static final String TRIGGERS = "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS"
            + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY 1";

    private static final String GENERATED = "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND IS_GENERATED = 'ALWAYS' ORDER BY ORDINAL_POSITION";

    private static final String CHECKS = "SELECT DISTINCT u.CONSTRAINT_NAME FROM"
            + " INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE AS u JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS AS c"
            + " ON c.CONSTRAINT_SCHEMA = u.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = u.CONSTRAINT_NAME"
            + " WHERE c.CONSTRAINT_TYPE = 'CHECK' AND u.TABLE_SCHEMA = ? AND u.TABLE_NAME = ? AND u.COLUMN_NAME = ?";
    private static final String GENERATED_FROM = "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND LOCATE(?, GENERATION_EXPRESSION) > 0";

    private H2Catalog() {}

    @Override
    public List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        List<TableObject> objects = new ArrayList<>(rowChangers(connection, table));
        objects.addAll(objects(connection, table, GENERATED, TableObject.GENERATED));
        return objects;
    }

    @Override
    public List<TableObject> rowChangers(Connection connection, TargetTable table) throws SQLException {
        return objects(connection, table, TRIGGERS, "trigger");
    }

    @Override
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) throws SQLException {
        List<TableObject> dependents = new ArrayList<>(DatabaseCatalog.super.dependents(connection, table, column));
        dependents.addAll(objects(connection, table, CHECKS, "constraint", column));
        dependents.addAll(objects(connection, table, GENERATED_FROM, TableObject.GENERATED, '"' + column + '"'));
        return dependents;
    }

    private static List<TableObject> objects(
            Connection connection, TargetTable table, String sql, String kind, String... more) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(table.schema(), table.name()));
        values.addAll(List.of(more));
        return Queries.objects(connection, kind, sql, values.toArray());
    }
}
