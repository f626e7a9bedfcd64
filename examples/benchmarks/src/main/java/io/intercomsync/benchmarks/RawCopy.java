package io.intercomsync.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Measures how fast PostgreSQL alone loads the same rows: COPY from a file into empty tables with the same keys. */
final class RawCopy {
    private RawCopy() {}

    /** Returns the rows a second over all tables of the schema that hold a collection. */
    static double rowsPerSecond(String url, String schema) throws Exception {
        Path directory = Files.createTempDirectory("raw-copy");
        Files.setPosixFilePermissions(
                directory, PosixFilePermissions.fromString("rwxrwxrwx")); // the server writes there
        Path file = directory.resolve("rows");
        long rows = 0;
        long nanos = 0;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String table : RewrittenRows.tables(statement, schema)) {
                String from = '"' + schema + "\".\"" + table + '"';
                String to = "raw_copy";
                rows += statement.executeLargeUpdate("COPY " + from + " TO '" + file + "' (FORMAT binary)");
                statement.execute("CREATE TABLE " + to + " (LIKE " + from + " INCLUDING INDEXES)");
                long start = System.nanoTime();
                statement.execute("COPY " + to + " FROM '" + file + "' (FORMAT binary)");
                nanos += System.nanoTime() - start;
                statement.execute("DROP TABLE " + to);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
        return rows / (nanos / 1e9);
    }
}
