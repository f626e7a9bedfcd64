package io.intercomsync.jdbc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The statements of each dialect that no test can run, in their order, beside a golden file that was read line by line. To write the
 * files anew: {@code mvn test -pl jdbc-sink -am -Dtest=GeneratedStatementsTest -Dgolden.write}, and read what has changed.
 */
class GeneratedStatementsTest {
    private static final Path FILES = Path.of("src", "test", "resources", "generated");
    private static final int LONGEST_AGAIN = 100;
    private static final Instant T1 = Instant.parse("2024-05-01T10:00:00Z");
    private static final Instant T2 = Instant.parse("2024-05-01T10:00:01Z");

    @ParameterizedTest
    @EnumSource
    void the_statements_are_those_of_the_golden_file(GeneratedDialect dialect) throws IOException {
        String statements = String.join("\n", statements(dialect)) + "\n";

        Path file = FILES.resolve(dialect.file());
        if (System.getProperty("golden.write") != null) {
            Files.createDirectories(FILES);
            Files.writeString(file, statements);
        }
        assertThat(statements).isEqualTo(Files.readString(file));
    }

    private final List<String> lines = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    /** Returns all statements of a few runs, one a line. */
    private List<String> statements(GeneratedDialect dialect) {
        RecordedConnections connections = new RecordedConnections(dialect);
        JdbcSink.Builder builder = JdbcSink.builder(connections.source());
        try (JdbcSink sink = builder.build()) {
            firstRun(sink, connections);
            laterRuns(sink, connections);
        }
        note("The sink is closed", connections);
        try (JdbcSink sink = builder.build()) {
            sink.liveRows("w1", IntercomCollection.USERS);
            sink.versions("w1", IntercomCollection.USERS, List.of(List.of("1"), List.of("2")));
            try (Stream<List<String>> keys = sink.liveKeys("w1", IntercomCollection.CONVERSATION_PARTS)) {
                assertThat(keys).isNotEmpty();
            }
        }
        note("A new sink reads", connections);
        workspaces(dialect);
        return lines;
    }

    private void firstRun(JdbcSink sink, RecordedConnections connections) {
        List<Batch> batches = new ArrayList<>();
        for (IntercomCollection collection : IntercomCollection.values()) {
            batches.add(batch(row(collection, "1", T1, Map.of()), row(collection, "2", T1, Map.of())));
        }
        assertThat(sink.store(changes("1", List.of(), batches)).refused()).isEmpty();
        note("The first run", connections);
    }

    private void laterRuns(JdbcSink sink, RecordedConnections connections) {
        sink.store(changes("2", List.of(), List.of(batch(row(IntercomCollection.TAGS, "1", T1, Map.of())))));
        note("Nothing has changed", connections);

        Row user = row(IntercomCollection.USERS, "1", T2, Map.of("name", "Ada"));
        Removal deleted = new Removal.ByKey(IntercomCollection.USERS, List.of("2"), Reason.DELETED, T2, null);
        Removal merged = new Removal.ByKey(IntercomCollection.CONTACTS, List.of("1"), Reason.MERGED, T2, "1");
        Removal moved = new Removal.ByKey(IntercomCollection.CONTACTS, List.of("2"), Reason.MOVED, T2, null);
        sink.store(changes("3", List.of(deleted, merged, moved), List.of(batch(user))));
        note("A user has changed, one was deleted, a lead was merged, and one became a user", connections);

        user = withAttributes("1", "{\"plan\":\"gold\",\"score\":1}");
        sink.store(changes("4", List.of(), List.of(batch(user))));
        note("A user has two new custom attributes", connections);

        user = withAttributes("1", "{\"plan\":\"gold\",\"score\":1.5}");
        sink.store(changes("5", List.of(), List.of(batch(user))));
        note("An attribute becomes a decimal", connections);

        BigDecimal spend = new BigDecimal("12345.0123456789012345");
        Row company = row(IntercomCollection.COMPANIES, "1", T2, Map.of("monthly_spend", spend));
        sink.store(changes("6", List.of(), List.of(batch(company))));
        note("A column of decimals becomes one of text", connections);
    }

    private void workspaces(GeneratedDialect dialect) {
        RecordedConnections connections = new RecordedConnections(dialect);
        JdbcSink.Builder builder =
                JdbcSink.builder(connections.source()).workspaceColumn().views(false);
        try (JdbcSink sink = builder.build()) {
            Removal deleted = new Removal.ByKey(IntercomCollection.TAGS, List.of("2"), Reason.DELETED, T2, null);
            Row tag = row(IntercomCollection.TAGS, "1", T1, Map.of());
            sink.store(changes("1", List.of(), List.of(batch(tag, row(IntercomCollection.TAGS, "2", T1, Map.of())))));
            sink.store(changes("2", List.of(deleted), List.of(batch(tag))));
        }
        note("Several workspaces share a schema", connections);
    }

    /** Notes the statements: one that has come before by its beginning alone, and of many rows in one statement two. */
    private void note(String title, RecordedConnections connections) {
        lines.add("-- " + title);
        for (String recorded : connections.taken()) {
            String sql = recorded.replaceAll("\\s+", " ")
                    .replaceAll("(?<=_intercom_sync_(?:stage|old)_)[0-9a-f]{8}(?=[_`])", "unique")
                    .replaceAll("(, \\([?, NUL]+\\))\\1+", "$1");
            if (sql.startsWith("--")) {
                lines.add(sql);
            } else if (known.add(sql)) {
                lines.add(sql + (sql.contains("; --") ? "" : ";"));
            } else {
                lines.add("-- again: " + sql.substring(0, Math.min(sql.length(), LONGEST_AGAIN)));
            }
        }
        lines.add("");
    }

    private static Row withAttributes(String id, String json) {
        return row(IntercomCollection.USERS, id, T2, Map.of("name", "Ada", "custom_attributes", json));
    }

    private static Batch batch(Row... rows) {
        return new Batch(rows[0].collection(), rows[0].columns(), List.of(rows));
    }

    private static Changes changes(String state, List<Removal> removals, List<Batch> batches) {
        return new Changes(
                removals,
                batches,
                List.of(new AttributeDefinition(IntercomCollection.USERS, "signed_up", null, "date", false)),
                List.of(new Checkpoint("w1", "feed", state)));
    }

    /** Returns a row with these values, and with some value in the columns of its key, its parent and its version. */
    private static Row row(IntercomCollection collection, String id, Instant version, Map<String, ?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Column column : collection.columns()) {
            Object value = values.get(column.name());
            all.add(value == null ? usual(collection, column, id, version) : value);
        }
        return Row.of(collection, collection.columns(), all);
    }

    private static @Nullable Object usual(IntercomCollection collection, Column column, String id, Instant version) {
        boolean isId = collection.keyColumns().contains(column.name())
                || collection.parentColumn().filter(column.name()::equals).isPresent();
        if (isId) {
            return id;
        }
        if (column.name().equals("custom_attributes")) {
            return "{\"signed_up\":1700000000}";
        }
        if (column.type() == ColumnType.JSON) {
            return column.name().equals("extra") ? "{}" : "[]";
        }
        return column.name().equals("updated_at") ? version : null;
    }
}
