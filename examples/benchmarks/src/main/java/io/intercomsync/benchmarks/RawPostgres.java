package io.intercomsync.benchmarks;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Loads PostgreSQL by COPY of text. */
final class RawPostgres extends RawDatabase {
    @Override
    void load(Connection connection, String table, List<@Nullable Object[]> rows) throws Exception {
        PGConnection copies = connection.unwrap(PGConnection.class);
        copies.getCopyAPI().copyIn("COPY " + table + " FROM STDIN", new RawRowText(rows, String::valueOf), 1 << 16);
    }

    @Override
    List<String> copyOf(String table, String copy) {
        return List.of("CREATE TABLE " + copy + " (LIKE " + table + " INCLUDING ALL)");
    }

    @Override
    String upsertClause(List<String> columns) {
        return "ON CONFLICT (id) DO UPDATE SET " + assignments(columns, "\"%s\" = excluded.\"%s\"");
    }

    @Override
    Object bindable(Object value) {
        return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
    }

    /** Sends texts without a type, which the server then takes for JSON where a column needs it. */
    @Override
    String upsertOptions() {
        return "&reWriteBatchedInserts=true&stringtype=unspecified";
    }

    @Override
    long server(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return requireNonNull(ProcessHandle.of(row.getLong(1))
                            .flatMap(ProcessHandle::parent)
                            .orElse(null))
                    .pid();
        }
    }
}
