package io.intercomsync.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads MariaDB by LOAD DATA LOCAL from a stream. */
final class RawMariaDb extends RawDatabase {
    @Override
    void load(Connection connection, String table, List<@Nullable Object[]> rows) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement
                    .unwrap(org.mariadb.jdbc.Statement.class)
                    .setLocalInfileInputStream(new RawRowText(rows, RawMariaDb::spelled));
            statement.execute("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table + " CHARACTER SET utf8mb4");
        }
    }

    private static String spelled(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        String text = value.toString();
        return value instanceof Instant ? text.replace('T', ' ').substring(0, text.length() - 1) : text;
    }

    @Override
    List<String> copyOf(String table, String copy) {
        return List.of("CREATE TABLE " + copy + " LIKE " + table);
    }

    @Override
    String withContents() {
        return "";
    }

    @Override
    String upsertClause(List<String> columns) {
        return "ON DUPLICATE KEY UPDATE " + assignments(columns, "`%s` = VALUES(`%s`)");
    }

    @Override
    Object bindable(Object value) {
        return value instanceof Instant ? spelled(value) : value;
    }

    @Override
    String upsertOptions() {
        return "&useBulkStmts=true";
    }

    @Override
    long server(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@datadir, @@pid_file")) {
            row.next();
            Path file = Path.of(row.getString(1)).resolve(row.getString(2));
            return Long.parseLong(Files.readString(file).strip());
        }
    }
}
