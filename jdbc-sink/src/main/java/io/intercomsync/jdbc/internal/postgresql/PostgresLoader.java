package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.BulkLoader;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.LoadRequest;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.BatchStatement;
import io.intercomsync.jdbc.internal.sql.RowText;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies new rows into their table. Copies others into a temporary table, from which one statement merges them into their table. */
final class PostgresLoader implements BulkLoader {
    private static final Logger log = LoggerFactory.getLogger(PostgresLoader.class);
    private static final int CHUNK = 1 << 16;
    private static final String CONNECTION_FAILURE = "08006";

    private final Dialect dialect;
    /** By their names, the tables for which the connection has temporary tables. */
    private final Map<String, TargetTable> staged = new ConcurrentHashMap<>();

    private volatile @Nullable Connection stagedIn;
    private boolean hasWarned;

    PostgresLoader(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public void prepare(Connection connection, TargetTable table) throws SQLException {
        if (stagedIn != connection) {
            staged.clear();
            stagedIn = connection;
        }
        if (!canCopy(connection) || table.equals(staged.get(table.name()))) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + stage(table));
            statement.execute(table.columns().stream()
                    .map(column -> column.quotedName() + " " + stagedType(column))
                    .collect(Collectors.joining(
                            ", ", "CREATE TEMPORARY TABLE " + stage(table) + " (", ") ON COMMIT DELETE ROWS")));
        }
        staged.put(table.name(), table);
    }

    private boolean canCopy(Connection connection) throws SQLException {
        boolean canCopy = connection.isWrapperFor(PGConnection.class);
        if (!canCopy && !hasWarned) {
            hasWarned = true;
            log.warn("The connections of this DataSource hide PostgreSQL's own, so rows are stored in slow batches");
        }
        return canCopy;
    }

    private String stage(TargetTable table) {
        return "pg_temp." + dialect.quoted(SqlNames.shortened("_intercom_" + table.name(), dialect.longestName()));
    }

    /** Stages decimals as text, which keeps their digits whatever the type of their column is. */
    private String stagedType(TargetColumn column) {
        ColumnType type = column.boundType();
        return dialect.type(type == ColumnType.DECIMAL ? ColumnType.TEXT : type);
    }

    @Override
    public long load(Connection connection, LoadRequest request) throws SQLException {
        TargetTable table = request.table();
        if (request.objects().stream().anyMatch(PostgresCatalog::isRule)) {
            return RuledTableLoader.load(connection, dialect, request);
        }
        if (!canCopy(connection)) {
            String upsert = dialect.insert(table) + PostgresDialect.onConflict(table);
            return BatchStatement.run(connection, dialect, table, upsert, request.rows());
        }
        if (request.replacedKeys().isEmpty() && request.objects().isEmpty()) {
            return copy(connection.unwrap(PGConnection.class), table, request.rows());
        }
        CopyLoader.run(connection.unwrap(PGConnection.class), stage(table), table.columns(), request.rows());
        try (Statement statement = connection.createStatement()) {
            long written = statement.executeUpdate(
                    "INSERT INTO " + table.qualifiedName() + " (" + table.columnNames() + ") SELECT "
                            + table.columns().stream().map(this::staged).collect(Collectors.joining(", ")) + " FROM "
                            + stage(table) + PostgresDialect.onConflict(table));
            statement.execute("TRUNCATE " + stage(table));
            return written;
        }
    }

    /**
     * Copies new rows straight into their table. The text format suits whatever types its columns have. COPY ignores rules and is not
     * allowed beside policies, so nobody may have added any.
     */
    private static long copy(PGConnection connection, TargetTable table, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        try {
            return connection
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + table.qualifiedName() + " (" + table.columnNames() + ") FROM STDIN",
                            new RowText(rows, "+00", BigDecimal::toString),
                            CHUNK);
        } catch (IOException e) {
            throw new SQLException("Cannot send rows", CONNECTION_FAILURE, e);
        }
    }

    private String staged(TargetColumn column) {
        if (column.boundType() != ColumnType.DECIMAL) {
            return column.quotedName();
        }
        String type = column.form() == TargetColumn.Form.DOUBLE ? dialect.doubleType() : "numeric";
        return "CAST(" + column.quotedName() + " AS " + type + ")";
    }

    @Override
    public void end(Connection connection) throws SQLException {
        if (stagedIn != connection) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (TargetTable table : List.copyOf(staged.values())) {
                statement.execute("DROP TABLE IF EXISTS " + stage(table));
            }
        }
    }

    @Override
    public void forget(Connection connection) {
        if (stagedIn == connection) {
            staged.clear();
            stagedIn = null;
        }
    }
}
