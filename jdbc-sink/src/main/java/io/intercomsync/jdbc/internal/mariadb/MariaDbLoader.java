package io.intercomsync.jdbc.internal.mariadb;

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
 * Loads new rows into their table. Loads others into a temporary table, from which one statement updates the rows that are there.
 * {@code REPLACE} would need no temporary table, but it also takes a duplicate in a unique index that somebody else added for the row
 * to replace.
 */
final class MariaDbLoader implements BulkLoader {
    private static final Logger log = LoggerFactory.getLogger(MariaDbLoader.class);
    private static final String STAGE = "_intercom_sync_stage";
    private static final String SAVEPOINT = "_intercom_sync_rows";

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
        if (request.replacedKeys().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                return insert(connection, statement, request, new KeptRows(request.rows()));
            }
        }
        List<@Nullable Object[]> added = new ArrayList<>();
        List<@Nullable Object[]> replacing = new ArrayList<>();
        split(request, added, replacing);
        try (Statement statement = connection.createStatement()) {
            long updated = replacing.isEmpty() ? 0 : update(connection, statement, request.table(), replacing);
            return updated
                    + (added.isEmpty() ? 0 : insert(connection, statement, request, new KeptRows(added.iterator())));
        }
    }

    /** Keeps the rows, since they may have to be sent twice. */
    private static void split(LoadRequest request, List<@Nullable Object[]> added, List<@Nullable Object[]> replacing) {
        List<String> names =
                request.table().columns().stream().map(TargetColumn::quotedName).toList();
        int[] key =
                request.table().keyColumns().stream().mapToInt(names::indexOf).toArray();
        Set<List<String>> replaced = new HashSet<>(request.replacedKeys());
        while (request.rows().hasNext()) {
            @Nullable Object[] row = request.rows().next();
            boolean isReplacing = !replaced.isEmpty()
                    && replaced.contains(Arrays.stream(key)
                            .mapToObj(at -> String.valueOf(row[at]))
                            .toList());
            (isReplacing ? replacing : added).add(row);
        }
    }

    /** Inserts new rows, as a file if the server then warns of nothing. */
    private long insert(Connection connection, Statement statement, LoadRequest request, KeptRows rows)
            throws SQLException {
        TargetTable table = request.table();
        if (takesFiles && request.objects().isEmpty()) {
            statement.execute("SAVEPOINT " + SAVEPOINT);
            if (isLoaded(statement, table, rows)) {
                return rows.count();
            }
            statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        }
        return BatchStatement.run(connection, dialect, table, dialect.insert(table), rows.again());
    }

    private long update(Connection connection, Statement statement, TargetTable table, List<@Nullable Object[]> rows)
            throws SQLException {
        TargetTable stage = stage(table);
        statement.execute(definition(stage, table));
        try {
            if (!takesFiles || !isLoaded(statement, stage, new KeptRows(rows.iterator()))) {
                statement.execute("DELETE FROM " + stage.qualifiedName());
                BatchStatement.run(connection, dialect, stage, dialect.insert(stage), rows.iterator());
            }
            return statement.executeUpdate(update(stage, table));
        } finally {
            statement.execute("DROP TEMPORARY TABLE IF EXISTS " + stage.qualifiedName());
        }
    }

    private TargetTable stage(TargetTable table) {
        String qualified = dialect.quoted(table.schema()) + "." + dialect.quoted(STAGE);
        return new TargetTable(table.schema(), STAGE, qualified, table.columns(), table.keyColumns(), false);
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

    /**
     * Loads the rows as a file, and returns whether all are stored as they were sent. LOCAL turns errors into warnings and stores other
     * values, so a load with a warning counts as failed.
     */
    private boolean isLoaded(Statement statement, TargetTable table, KeptRows rows) throws SQLException {
        try {
            return LocalInfile.load(statement, table, rows) == rows.count() && warnings(statement) == 0;
        } catch (SQLException e) {
            if (!MariaDbErrors.isFileRefused(e)) {
                throw e;
            }
            takesFiles = false;
            warn();
            return false;
        }
    }

    private static long warnings(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@warning_count")) {
            row.next();
            return row.getLong(1);
        }
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
                + " SET " + assignments;
    }

    @Override
    public void forget(Connection connection) {
        if (asked == connection) {
            asked = null;
        }
    }
}
