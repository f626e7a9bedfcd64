package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL: rows are copied into a temporary table, from which one statement merges them. */
final class PostgresEngine extends Engine {
    private static final Logger log = LoggerFactory.getLogger(PostgresEngine.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final PostgresSession sessions = new PostgresSession();
    private final Map<String, Table> staged = new ConcurrentHashMap<>();
    private volatile @Nullable Connection stagedIn;
    private boolean saidWhy;

    PostgresEngine() {
        super(Dialect.POSTGRESQL);
    }

    @Override
    void prepare(Connection connection, Table table) throws SQLException {
        if (stagedIn != connection) {
            staged.clear();
            stagedIn = connection;
        }
        if (!isCopied(connection) || staged.get(table.name()) == table) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + stage(table));
            statement.execute(table.written().stream()
                    .map(column -> column.quoted() + " " + stagedType(column))
                    .collect(Collectors.joining(
                            ", ", "CREATE TEMPORARY TABLE " + stage(table) + " (", ") ON COMMIT DELETE ROWS")));
        }
        staged.put(table.name(), table);
    }

    private boolean isCopied(Connection connection) throws SQLException {
        boolean copied = connection.isWrapperFor(PGConnection.class);
        if (!copied && !saidWhy) {
            saidWhy = true;
            log.warn("The connections of this DataSource hide PostgreSQL's own, so rows are stored in slow batches");
        }
        return copied;
    }

    private String stage(Table table) {
        return "pg_temp."
                + dialect()
                        .quoted(Names.shortened(
                                "_intercom_" + table.name(), dialect().longestName()));
    }

    /** Decimals are staged as text, which keeps their digits whatever their column's type is. */
    private String stagedType(TableColumn column) {
        ColumnType type = BatchLoader.typeOf(column);
        return dialect().type(type == ColumnType.DECIMAL ? ColumnType.TEXT : type);
    }

    @Override
    long store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException {
        List<OwnersObject> added = ownersObjects(connection, table).stream()
                .filter(each -> !each.kind().equals(PostgresCatalog.INDEX))
                .toList();
        if (added.stream().anyMatch(each -> each.kind().equals(PostgresCatalog.RULE))) {
            RuledTable.store(connection, table, rows, there);
            return UNKNOWN;
        }
        long written = merge(connection, table, rows);
        return added.isEmpty() ? written : UNKNOWN;
    }

    @Override
    List<OwnersObject> ownersObjects(Connection connection, Table table) throws SQLException {
        return PostgresCatalog.ownersObjects(connection, table);
    }

    private long merge(Connection connection, Table table, Iterator<@Nullable Object[]> rows) throws SQLException {
        if (!isCopied(connection)) {
            String sql = BatchLoader.insert(dialect(), table) + onConflict(table);
            return BatchLoader.run(connection, dialect(), table.written(), sql, rows);
        }
        CopyLoader.run(connection.unwrap(PGConnection.class), stage(table), table.written(), rows);
        try (Statement statement = connection.createStatement()) {
            long written = statement.executeUpdate(
                    "INSERT INTO " + table.qualified() + " (" + BatchLoader.names(table) + ") SELECT "
                            + table.written().stream().map(this::staged).collect(Collectors.joining(", ")) + " FROM "
                            + stage(table) + onConflict(table));
            statement.execute("TRUNCATE " + stage(table));
            return written;
        }
    }

    private String staged(TableColumn column) {
        return BatchLoader.typeOf(column) == ColumnType.DECIMAL
                ? "CAST(" + column.quoted() + " AS "
                        + (column.form() == TableColumn.Form.DOUBLE ? dialect().doubleType() : "numeric") + ")"
                : column.quoted();
    }

    /** What happens where the key is there: the row is replaced. That it is not by an older version was seen before. */
    private static String onConflict(Table table) {
        List<String> key = table.wholeKey();
        return table.written().stream()
                .map(TableColumn::quoted)
                .filter(column -> !key.contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ", " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET ", ""));
    }

    @Override
    String keyTable(int columns) {
        return IntStream.range(0, columns)
                        .mapToObj(i -> "CAST(? AS text ARRAY)")
                        .collect(Collectors.joining(", ", "unnest(", ")"))
                + IntStream.range(0, columns).mapToObj(i -> "k" + i).collect(Collectors.joining(", ", " AS k(", ")"));
    }

    @Override
    boolean changesByJoin() {
        return true;
    }

    @Override
    void begin(Connection connection) throws SQLException {
        sessions.begin(connection);
    }

    @Override
    boolean mayShareSessions() {
        return true;
    }

    @Override
    void refuseSharedSessions(Connection one, Connection other) throws SQLException {
        PostgresSession.refuseShared(one, other);
    }

    @Override
    void end(Connection connection, Set<String> places) throws SQLException {
        sessions.beginToEnd(connection);
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        for (String place : places) {
            PostgresLocks.unlock(connection, place);
        }
        if (stagedIn == connection) {
            for (Table table : List.copyOf(staged.values())) {
                Tables.execute(connection, "DROP TABLE IF EXISTS " + stage(table));
            }
        }
        sessions.end(connection);
    }

    @Override
    void forget(Connection connection) {
        sessions.forget(connection);
        if (stagedIn == connection) {
            staged.clear();
            stagedIn = null;
        }
    }

    @Override
    boolean tryLock(Connection connection, String place) throws SQLException {
        if (!PostgresLocks.tryLock(connection, place)) {
            return false;
        }
        sessions.name(connection, Instant.now());
        return true;
    }

    @Override
    String holder(Connection connection, String place) throws SQLException {
        return PostgresLocks.holder(connection, place);
    }

    @Override
    boolean isLockTimeout(SQLException e) {
        return LOCK_NOT_AVAILABLE.equals(e.getSQLState());
    }

    @Override
    String lockHolders(Connection connection, String schema, @Nullable String table) {
        try {
            return PostgresLocks.holders(connection, schema, table);
        } catch (SQLException e) {
            return ""; // the fault that is to be explained says more
        }
    }

    @Override
    void define(Connection connection, String sql) throws SQLException {
        sessions.beginDefinition(connection);
        try {
            Tables.execute(connection, sql);
        } catch (SQLException e) {
            endDefinition(connection, e);
            throw e;
        }
        sessions.endDefinition(connection);
    }

    private void endDefinition(Connection connection, SQLException fault) {
        try {
            sessions.endDefinition(connection);
        } catch (SQLException broken) {
            fault.addSuppressed(broken);
        }
    }

    @Override
    boolean isInMemory(Connection connection) {
        return false;
    }

    @Override
    void checkDeferred(Connection connection, Table table, Instant receivedAt) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }
}
