package io.intercomsync.jdbc.engines;

import io.intercomsync.jdbc.JdbcSink;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The real databases: one of each for all tests of a JVM, and a schema for each test. */
enum Database {
    DUCKDB(Database::duckDb),
    POSTGRESQL(Database::postgres),
    H2(() -> "jdbc:h2:mem:engines;DB_CLOSE_DELAY=-1");

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Start start;
    private String url = "";

    private interface Start {
        String url() throws IOException, SQLException;
    }

    Database(Start start) {
        this.start = start;
    }

    private static String duckDb() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("engines");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve("test.duckdb");
        file.toFile().deleteOnExit();
        String url = "jdbc:duckdb:" + file;
        // DuckDB closes the file with its last connection, so one stays open.
        KeptOpen.CONNECTIONS.add(DriverManager.getConnection(url));
        return url;
    }

    private static String postgres() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "50")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException e) {
                // The JVM ends anyway.
            }
        }));
        return server.getJdbcUrl("postgres", "postgres");
    }

    private static final class KeptOpen {
        static final List<Connection> CONNECTIONS = new ArrayList<>();
    }

    synchronized String url() {
        try {
            if (url.isEmpty()) {
                url = start.url();
            }
            return url;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Cannot start " + this, e);
        }
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(url());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot connect to " + this, e);
        }
    }

    static String newSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    JdbcSink.Builder sink(String schema) {
        return JdbcSink.builder(url()).schema(schema);
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The values of the first column. */
    List<Object> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
