package io.intercomsync.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Counts the rows that PostgreSQL has rewritten, by the transaction id of each row. */
final class RewrittenRows {
    private RewrittenRows() {}

    /** Returns the next transaction id of this PostgreSQL. */
    static long transaction(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return number(statement, "SELECT txid_current()");
        }
    }

    /** Returns the number of rows of the schema's collections written in this transaction or a later one. */
    static long since(long transaction, String url, String schema) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            long rows = 0;
            for (String table : tables(statement, schema)) {
                String from = '"' + schema + "\".\"" + table + '"';
                rows += number(
                        statement, "SELECT count(*) FROM " + from + " WHERE xmin::text::bigint >= " + transaction);
            }
            return rows;
        }
    }

    /** Returns the tables that hold a collection. */
    static List<String> tables(Statement statement, String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = '" + schema + "' AND table_name NOT LIKE '\\_%'")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
