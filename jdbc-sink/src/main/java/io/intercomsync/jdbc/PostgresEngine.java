package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.error.SinkException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    private final Map<String, Table> staged = new HashMap<>();
    private @Nullable Connection stagedIn;
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
    void lock(Connection connection, String name, Duration wait) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement limit = connection.createStatement();
                PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            limit.execute("SET LOCAL lock_timeout = " + Math.max(1, wait.toMillis()));
            lock.setLong(1, number(name));
            lock.execute();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new SinkException(
                        "Another run is writing to " + name + " and was still at it after " + wait.toSeconds()
                                + " s. Only one may at a time: wait for it to end, or close the sink that it used");
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    void unlock(Connection connection, String name) throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            unlock.setLong(1, number(name));
            unlock.execute();
        }
    }

    @Override
    void checkDeferred(Connection connection, Table table, Instant receivedAt) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    private static long number(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("intercom-sync " + name).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
