package io.intercomsync.jdbc;

import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DuckDB: what differs is deleted and appended. */
final class DuckDbEngine extends Engine {
    private static final Logger log = LoggerFactory.getLogger(DuckDbEngine.class);

    private boolean saidWhy;

    DuckDbEngine() {
        super(Dialect.DUCKDB);
    }

    /** Each transaction costs it much, whatever is in it. */
    @Override
    UnitSize unitSize() {
        return new UnitSize(20_000, 32L << 20);
    }

    @Override
    long store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException {
        new KeyStatements(connection, this, table, null).delete(table.wholeKey(), there);
        if (connection.isWrapperFor(DuckDBConnection.class)) {
            if (connection.isReadOnly()) { // the appender does not say why it cannot be made
                throw new SQLException("The database is open in read-only mode", Failures.READ_ONLY);
            }
            return AppenderLoader.run(connection.unwrap(DuckDBConnection.class), table, rows);
        }
        if (!saidWhy) {
            saidWhy = true;
            log.warn("The connections of this DataSource hide DuckDB's own, so rows are stored in slow batches");
        }
        return BatchLoader.run(connection, dialect(), table.written(), BatchLoader.insert(dialect(), table), rows);
    }

    @Override
    String keyTable(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(i -> "unnest(CAST(? AS VARCHAR[])) AS k" + i)
                .collect(Collectors.joining(", ", "(SELECT ", ") AS k"));
    }

    @Override
    boolean changesByJoin() {
        return true;
    }

    /** A database in memory, or one opened with settings, is reached again only through a connection to it. */
    @Override
    @Nullable
    Connection duplicate(Connection connection) throws SQLException {
        return connection.isWrapperFor(DuckDBConnection.class)
                ? connection.unwrap(DuckDBConnection.class).duplicate()
                : null;
    }

    @Override
    boolean isInMemory(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet path = statement.executeQuery(
                        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()")) {
            return !path.next() || path.getString(1) == null;
        }
    }

    @Override
    void end(Connection connection, Set<String> places) throws SQLException {
        super.end(connection, places);
        if (!connection.isWrapperFor(DuckDBConnection.class)) { // a pool keeps it
            Tables.execute(connection, "RESET jdbc_stream_results");
        }
    }

    @Override
    void stream(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET jdbc_stream_results = true");
        }
    }

    /** Where a commit has failed, there is no transaction any more, and the driver's connection takes none back or begins one. */
    @Override
    void rollback(Connection connection) throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException ended) {
            Tables.execute(connection, "BEGIN TRANSACTION");
            connection.rollback();
        }
    }

    /** Computes the expressions of indexes, which DuckDB does only when it commits. */
    @Override
    void checkDeferred(Connection connection, Table table, Instant receivedAt) throws SQLException {
        for (String expression : indexed(connection, table, "unnest(CAST(expressions AS VARCHAR[]))")) {
            String sql = "SELECT count(CAST(" + expression + " AS VARCHAR)) FROM " + table.qualified()
                    + " WHERE epoch_us(" + table.quoted(Table.RECEIVED_AT) + ") = " + Times.micros(receivedAt);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(sql).close();
            }
        }
    }

    @Override
    List<OwnersObject> ownersObjects(Connection connection, Table table) throws SQLException {
        return indexed(connection, table, "index_name").stream()
                .map(name -> new OwnersObject("index", name))
                .toList();
    }

    private static List<String> indexed(Connection connection, Table table, String selected) throws SQLException {
        String sql = "SELECT DISTINCT " + selected + " AS found FROM duckdb_indexes() WHERE database_name = ?"
                + " AND schema_name = ? AND table_name = ? ORDER BY found";
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, connection.getCatalog());
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    @Override
    boolean isHeldByAnother(SQLException e) {
        return isFileLocked(e);
    }

    static boolean isFileLocked(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return Stream.of("Could not set lock on file", "being used by another process", "Conflicting lock")
                .anyMatch(message::contains);
    }
}
