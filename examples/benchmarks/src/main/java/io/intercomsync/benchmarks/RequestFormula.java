package io.intercomsync.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Computes the requests that a first run needs from the rows that it stored in PostgreSQL. */
final class RequestFormula {
    private static final long LISTS_AND_COUNTS = 20;
    private static final String CUT_LISTS =
            "sum((jsonb_array_length(tags) > 10)::int + (jsonb_array_length(companies) > 10)::int)";
    private static final String MEMBERS = "sum(jsonb_array_length(segments))";

    private final Statement statement;
    private final String schema;

    private RequestFormula(Statement statement, String schema) {
        this.statement = statement;
        this.schema = schema;
    }

    /**
     * Adds pages of 150 contacts, 100 companies and 150 conversations, a call for each conversation with parts and for
     * each list that Intercom cuts at 10, pages of 150 members of segments, and 20 more.
     */
    static long requests(String url, String schema) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return new RequestFormula(statement, schema).requests();
        }
    }

    private long requests() throws SQLException {
        return (ofPersons("count(*)") + ofPersons(MEMBERS)) / 150
                + ofPersons(CUT_LISTS)
                + of("companies", "count(*)") / 100
                + of("conversations", "count(*)") / 150
                + of("conversation_parts", "count(DISTINCT conversation_id)")
                + LISTS_AND_COUNTS;
    }

    private long ofPersons(String figure) throws SQLException {
        return of("users", figure) + of("contacts", figure);
    }

    /** Returns a figure of a table; zero if there is no such table. */
    private long of(String table, String figure) throws SQLException {
        String name = schema + "." + table;
        return number("SELECT (to_regclass('" + name + "') IS NOT NULL)::int") == 0
                ? 0
                : number("SELECT coalesce(" + figure + ", 0) FROM " + name);
    }

    private long number(String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
