package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.LoadRequest;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.BatchStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads rows into a temporary table, from which one statement updates the rows that are there and another inserts those that are
 * new. {@code ON DUPLICATE KEY UPDATE} would be one statement, but it also takes a duplicate in a unique index that somebody else
 * added for the row to replace.
 */
final class MariaDbLoader implements BulkLoader {
    private static final Logger log = LoggerFactory.getLogger(MariaDbLoader.class);
    private static final String STAGE = "_intercom_sync_stage";
    private static final String IS_STORED = "_is_stored";

    private final Dialect dialect;
    private @Nullable Connection asked;
    private boolean takesFiles;
    private boolean hasWarned;

    MariaDbLoader(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public void prepare(Connection connection, TargetTable table) throws SQLException {
        if (asked == connection) {
            return;
        }
        asked = connection;
        takesFiles = LocalInfile.isAllowed(connection);
        if (!takesFiles) {
            warn();
        }
    }

    private void warn() {
        if (!hasWarned) {
            hasWarned = true;
            log.warn(
                    "LOAD DATA LOCAL is not allowed, so rows are stored in slow batches. Set local_infile = ON at the server and"
                            + " allowLocalInfile=true in the URL of MariaDB's own driver");
        }
    }

    @Override
    public long load(Connection connection, LoadRequest request) throws SQLException {
        TargetTable table = request.table();
        TargetTable stage = stage(table);
        List<@Nullable Object[]> rows = staged(request);
        try (Statement statement = connection.createStatement()) {
            statement.execute(definition(stage, table));
            try {
                fill(connection, statement, stage, rows);
                long updated = request.replacedKeys().isEmpty() ? 0 : statement.executeUpdate(update(stage, table));
                return updated
                        + (request.objects().isEmpty()
                                ? statement.executeUpdate(insert(stage, table))
                                : insertEach(connection, table, rows));
            } finally {
                statement.execute("DROP TEMPORARY TABLE IF EXISTS " + stage.qualifiedName());
            }
        }
    }

    private TargetTable stage(TargetTable table) {
        List<TargetColumn> columns = new ArrayList<>(table.columns());
        columns.add(new TargetColumn(IS_STORED, dialect.quoted(IS_STORED), ColumnType.BOOLEAN, Form.DECIMAL, null));
        String qualified = dialect.quoted(table.schema()) + "." + dialect.quoted(STAGE);
        return new TargetTable(table.schema(), STAGE, qualified, columns, table.keyColumns(), false);
    }

    private String definition(TargetTable stage, TargetTable table) {
        return stage.columns().stream()
                .map(column -> column.quotedName() + " " + type(column, table))
                .collect(Collectors.joining(
                        ", ", "CREATE OR REPLACE TEMPORARY TABLE " + stage.qualifiedName() + " (", ")"));
    }

    private String type(TargetColumn column, TargetTable table) {
        return table.keyColumns().contains(column.quotedName())
                ? dialect.keyType()
                : column.form() == Form.DOUBLE ? dialect.doubleType() : dialect.type(column.boundType());
    }

    /** Returns the rows, each with whether it replaces a stored one. They are kept, since they may have to be sent twice. */
    private static List<@Nullable Object[]> staged(LoadRequest request) {
        List<String> names =
                request.table().columns().stream().map(TargetColumn::quotedName).toList();
        List<Integer> key =
                request.table().keyColumns().stream().map(names::indexOf).toList();
        Set<List<String>> replaced = new HashSet<>(request.replacedKeys());
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (request.rows().hasNext()) {
            @Nullable Object[] row = request.rows().next();
            List<String> keyOfRow =
                    key.stream().map(at -> String.valueOf(row[at])).toList();
            @Nullable Object[] longer = Arrays.copyOf(row, row.length + 1);
            longer[row.length] = replaced.contains(keyOfRow);
            rows.add(longer);
        }
        return rows;
    }

    private void fill(Connection connection, Statement statement, TargetTable stage, List<@Nullable Object[]> rows)
            throws SQLException {
        if (!takesFiles || !isFilled(statement, stage, rows)) {
            BatchStatement.run(connection, dialect, stage, dialect.insert(stage), rows.iterator());
        }
    }

    /**
     * Loads the rows as a file, and returns whether they are all there as they were sent. LOCAL turns errors into warnings and
     * stores something else, so a load with a warning counts as nothing.
     */
    private boolean isFilled(Statement statement, TargetTable stage, List<@Nullable Object[]> rows)
            throws SQLException {
        try {
            long loaded = LocalInfile.load(statement, stage, rows.iterator());
            if (loaded == rows.size() && warnings(statement) == 0) {
                return true;
            }
            statement.execute("DELETE FROM " + stage.qualifiedName());
        } catch (SQLException e) {
            if (!MariaDbErrors.isFileRefused(e)) {
                throw e;
            }
            takesFiles = false;
            warn();
        }
        return false;
    }

    private static long warnings(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@warning_count")) {
            row.next();
            return row.getLong(1);
        }
    }

    private String insert(TargetTable stage, TargetTable table) {
        return "INSERT INTO " + table.qualifiedName() + " (" + table.columnNames() + ") SELECT " + table.columnNames()
                + " FROM " + stage.qualifiedName() + " WHERE NOT " + dialect.quoted(IS_STORED);
    }

    /**
     * Inserts the new rows of a table that has triggers. MariaDB 11.4.5 refuses the second row of an INSERT ... SELECT there and
     * calls its key null.
     */
    private long insertEach(Connection connection, TargetTable table, List<@Nullable Object[]> staged)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] row : staged) {
            if (Boolean.FALSE.equals(row[row.length - 1])) {
                rows.add(Arrays.copyOf(row, row.length - 1));
            }
        }
        return BatchStatement.run(connection, dialect, table, dialect.insert(table), rows.iterator());
    }

    private String update(TargetTable stage, TargetTable table) {
        String join = table.keyColumns().stream()
                .map(column -> "t." + column + " = s." + column)
                .collect(Collectors.joining(" AND "));
        String assignments = table.columns().stream()
                .map(TargetColumn::quotedName)
                .filter(column -> !table.keyColumns().contains(column))
                .map(column -> "t." + column + " = s." + column)
                .collect(Collectors.joining(", "));
        return "UPDATE " + stage.qualifiedName() + " s STRAIGHT_JOIN " + table.qualifiedName() + " t ON " + join
                + " SET " + assignments + " WHERE s." + dialect.quoted(IS_STORED);
    }

    @Override
    public void forget(Connection connection) {
        if (asked == connection) {
            asked = null;
        }
    }
}
