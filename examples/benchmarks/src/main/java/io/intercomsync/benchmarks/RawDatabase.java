package io.intercomsync.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loads rows into a database without the library: by its bulk path, and by upserts in batches. */
abstract sealed class RawDatabase permits RawPostgres, RawDuckDb, RawMariaDb {
    private static final int UPSERTS_AT_ONCE = 1_000;

    /** More take minutes, and are no faster. */
    private static final int MOST_UPSERTS = 20_000;

    static RawDatabase of(String url) {
        return url.startsWith("jdbc:postgresql:")
                ? new RawPostgres()
                : url.startsWith("jdbc:duckdb:") ? new RawDuckDb() : new RawMariaDb();
    }

    /** Loads the rows by the bulk path and commits them. */
    abstract void load(Connection connection, String table, List<@Nullable Object[]> rows) throws Exception;

    /** Returns the statements that create an empty table like another one, with the same key. */
    abstract List<String> copyOf(String table, String copy);

    /** Returns the statements that create an empty table like another one, with a key for upserts. */
    List<String> copyForUpserts(String table, String copy) {
        return copyOf(table, copy);
    }

    /** Returns the end of a statement that drops a schema with its tables. */
    String withContents() {
        return " CASCADE";
    }

    /** Returns the clause after the values of an INSERT that replaces the row with the same id. */
    abstract String upsertClause(List<String> columns);

    /** Returns the value as the driver takes it. */
    abstract Object bindable(Object value);

    /** Returns how many rows to upsert, of so many. */
    int rowsToUpsert(int rows) {
        return Math.min(rows, MOST_UPSERTS);
    }

    /** Returns options of the URL that make upserts fast. */
    abstract String upsertOptions();

    /** Returns the id of the server's process; 0 if the database is in this process. */
    abstract long server(Connection connection) throws Exception;

    /** Returns the CPU time of the server's processes that still run. */
    static Duration cpu(long server) {
        return ProcessHandle.of(server)
                .map(process -> process.descendants()
                        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(process.info().totalCpuDuration().orElse(Duration.ZERO), Duration::plus))
                .orElse(Duration.ZERO);
    }

    Connection open(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
        }
        return columns;
    }

    static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Upserts the rows in batches, all in one transaction. */
    void upsert(Connection connection, String table, List<String> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        connection.setAutoCommit(false);
        String sql = "INSERT INTO " + table + " VALUES ("
                + columns.stream().map(this::placeholder).collect(Collectors.joining(", ")) + ") "
                + upsertClause(columns);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    Object value = row[i];
                    statement.setObject(i + 1, value == null ? null : bindable(value));
                }
                statement.addBatch();
                if (++waiting == UPSERTS_AT_ONCE) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            statement.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    String placeholder(String column) {
        return "?";
    }

    static String assignments(List<String> columns, String format) {
        return columns.stream()
                .filter(column -> !column.equals("id"))
                .map(column -> format.formatted(column, column))
                .collect(Collectors.joining(", "));
    }
}
