package io.intercomsync.quickstart;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One question to the warehouse, to show what the tables are like. */
final class ExampleQuery {
    private static final String SQL = """
            SELECT c.state, count(*) AS conversations, sum(c.total_count) AS parts
            FROM %s.conversations c
            WHERE c.deleted_at IS NULL
            GROUP BY c.state
            ORDER BY conversations DESC""";

    private final Settings settings;

    ExampleQuery(Settings settings) {
        this.settings = settings;
    }

    /** Asks and prints question and answer; says so if it cannot. */
    void show(PrintStream out) {
        String sql = SQL.formatted('"' + settings.schema().replace("\"", "\"\"") + '"');
        try (Connection connection =
                        DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            out.println(sql);
            out.printf("%n  %-12s %15s %10s%n", "state", "conversations", "parts");
            while (answer.next()) {
                out.printf("  %-12s %,15d %,10d%n", answer.getString(1), answer.getLong(2), answer.getLong(3));
            }
        } catch (SQLException e) {
            out.println("The example query cannot be shown: " + e.getMessage());
        }
    }
}
