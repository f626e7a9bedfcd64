package io.intercomsync.jdbc.internal.staging;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.LoadRequest;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads rows into a staging table, from which a few statements take them to their table. {@link StagingSql} spells these for a database.
 * JSON and times may be staged as text: then the database turns them into their types, and no driver moves a time to another zone.
 */
public final class StagingLoader implements BulkLoader {
    /** How the names of staging tables begin. */
    public static final String STAGE = "_intercom_sync_stage";

    private final Dialect dialect;
    private final StagingSql sql;
    /** The staging tables in the connection, with the statements that made them. */
    private final Map<String, List<String>> made = new LinkedHashMap<>();

    private @Nullable Connection owner;

    public StagingLoader(Dialect dialect, StagingSql sql) {
        this.dialect = dialect;
        this.sql = sql;
    }

    @Override
    public boolean replacesRows() {
        return true;
    }

    @Override
    public void prepare(Connection connection, TargetTable table) throws SQLException {
        if (sql.clear(sql.stage(table)) != null) {
            try (Statement statement = connection.createStatement()) {
                keep(connection, statement, table);
            }
        }
    }

    @Override
    public void prepareUpdate(Connection connection, TargetTable table) throws SQLException {
        prepare(connection, table);
    }

    /** Makes a staging table that lasts, unless the connection has it. */
    private void keep(Connection connection, Statement statement, TargetTable table) throws SQLException {
        List<String> definition = definition(table);
        String stage = sql.stage(table);
        if (owner != connection || !definition.equals(made.get(stage))) {
            make(connection, statement, stage, definition);
        }
    }

    private void make(Connection connection, Statement statement, String stage, List<String> definition)
            throws SQLException {
        if (owner != connection) {
            made.clear();
            owner = connection;
        }
        made.put(stage, List.of()); // even if the next statement fails after it has made the table
        for (String each : definition) {
            statement.execute(each);
        }
        made.put(stage, definition);
    }

    private List<String> definition(TargetTable table) {
        return sql.create(
                sql.stage(table),
                table.columns().stream()
                        .map(column -> column.quotedName() + " " + type(column, table))
                        .collect(Collectors.joining(", ")));
    }

    private String type(TargetColumn column, TargetTable table) {
        boolean isText = sql.isStagedAsText(dialect, column);
        boolean isShort = isText && column.boundType() == ColumnType.TIMESTAMP;
        if (isShort || table.keyColumns().contains(column.quotedName())) {
            return dialect.keyType();
        }
        if (isText) {
            return dialect.type(ColumnType.TEXT);
        }
        return column.form() == Form.DOUBLE ? dialect.doubleType() : dialect.type(column.boundType());
    }

    @Override
    public long load(Connection connection, LoadRequest request) throws SQLException {
        StagedRows staged = staged(request.table());
        List<String> statements = new ArrayList<>(sql.delete(staged));
        int uncounted = statements.size();
        statements.addAll(sql.store(staged));
        return run(connection, request.table(), request.rows(), statements, uncounted);
    }

    @Override
    public boolean update(Connection connection, TargetTable table, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        run(connection, table, rows, List.of(sql.update(staged(table))), 0);
        return true;
    }

    private StagedRows staged(TargetTable table) {
        return new StagedRows(
                table,
                sql.stage(table),
                table.columns().stream()
                        .map(column -> sql.value(dialect, column, "s." + column.quotedName()))
                        .toList());
    }

    /** Returns how many rows the statements have written, without the first few. */
    private long run(
            Connection connection,
            TargetTable table,
            Iterator<@Nullable Object[]> rows,
            List<String> statements,
            int uncounted)
            throws SQLException {
        String stage = sql.stage(table);
        String clear = sql.clear(stage);
        try (Statement statement = connection.createStatement()) {
            if (clear == null) {
                make(connection, statement, stage, definition(table));
            } else {
                keep(connection, statement, table);
                statement.executeUpdate(clear);
            }
            sql.fill(connection, dialect, stageOf(table), rows);
            long written = 0;
            for (int i = 0; i < statements.size(); i++) {
                int count = statement.executeUpdate(statements.get(i));
                written += i < uncounted ? 0 : count;
            }
            if (clear == null) { // after a failure the transaction takes the table away, or the next load does
                drop(statement, stage);
            }
            return written;
        }
    }

    /** Returns the staging table with the types by which values are bound. */
    private TargetTable stageOf(TargetTable table) {
        List<TargetColumn> columns = table.columns().stream()
                .map(column -> sql.isStagedAsText(dialect, column) ? asText(column) : column)
                .toList();
        String stage = sql.stage(table);
        return new TargetTable(table.schema(), stage, stage, columns, table.keyColumns(), false);
    }

    private static TargetColumn asText(TargetColumn column) {
        return new TargetColumn(column.name(), column.quotedName(), ColumnType.TEXT, column.form(), null);
    }

    private void drop(Statement statement, String stage) throws SQLException {
        statement.execute(sql.drop(stage));
        made.remove(stage);
    }

    @Override
    public void end(Connection connection) throws SQLException {
        if (owner == connection) {
            try (Statement statement = connection.createStatement()) {
                for (String stage : List.copyOf(made.keySet())) {
                    drop(statement, stage);
                }
            }
            owner = null;
        }
    }

    @Override
    public void forget(Connection connection) {
        if (owner == connection) {
            made.clear();
            owner = null;
        }
    }
}
