package io.intercomsync.jdbc.engines.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queries of the page about questions give the answers that were counted by hand in {@link KnownWorkspace}. */
class QuestionsTest {
    private static final Path PAGE = Path.of("../../src-docs/questions.md");
    private static final Pattern QUESTION = Pattern.compile("(?m)^## (.+\\?)$([\\s\\S]*?)(?=^## |\\z)");
    private static final Pattern SQL = Pattern.compile("(?ms)^(On MariaDB:\\R\\R)?```sql\\R(.*?)^```");

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** @param forMariaDb whether to read what MariaDB needs where that differs */
    private static Map<String, String> queries(boolean forMariaDb) throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (MatchResult question :
                QUESTION.matcher(Files.readString(PAGE)).results().toList()) {
            for (MatchResult sql : SQL.matcher(question.group(2)).results().toList()) {
                if (sql.group(1) == null || forMariaDb) {
                    queries.put(question.group(1), sql.group(2));
                }
            }
        }
        return queries;
    }

    private static Map<String, String> answers() throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        try (InputStream file = requireNonNull(QuestionsTest.class.getResourceAsStream("/answers.txt"))) {
            for (String answer : new String(file.readAllBytes(), UTF_8).split("(?m)^# ", -1)) {
                if (!answer.isEmpty()) {
                    String[] parts = answer.split("\n", 2);
                    answers.put(parts[0], parts[1].strip());
                }
            }
        }
        return answers;
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB"})
    void each_query_gives_the_answer_that_was_counted_by_hand(TestDatabase database) throws Exception {
        try (FakeIntercom fake = FakeIntercom.builder().unthrottled().start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build()) {
            KnownWorkspace workspace = new KnownWorkspace(fake);
            workspace.create();
            sync(database, client);
            workspace.change();
            sync(database, client);
        }

        Map<String, String> answers = new LinkedHashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(inUtc(database));
            for (Map.Entry<String, String> question :
                    queries(database == TestDatabase.MARIADB).entrySet()) {
                answers.put(question.getKey(), answer(database, statement, question.getValue()));
            }
        }

        SoftAssertions all = new SoftAssertions();
        answers()
                .forEach((question, answer) ->
                        all.assertThat(answers.get(question)).as(question).isEqualTo(answer));
        all.assertAll();
    }

    private void sync(TestDatabase database, IntercomClient client) {
        try (JdbcSink sink = schema.in(database).build()) {
            SyncEngine.builder(client, sink).build().sync();
        }
    }

    /** The statements that the page asks for. The server's own SQL mode is set again, since tests use another one. */
    private static String inUtc(TestDatabase database) {
        return database == TestDatabase.MARIADB
                ? "SET time_zone = '+00:00', sql_mode = DEFAULT"
                : "SET TIME ZONE 'UTC'";
    }

    private String answer(TestDatabase database, Statement statement, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query.replace("intercom.", schema + "."))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(value(database, rows, i)));
                }
                lines.add(String.join("|", values));
            }
        }
        return String.join("\n", lines);
    }

    private static @Nullable Object value(TestDatabase database, ResultSet rows, int column) throws SQLException {
        if (rows.getObject(column) == null) {
            return null;
        }
        return switch (rows.getMetaData().getColumnType(column)) {
            case Types.DATE -> rows.getObject(column, LocalDate.class);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                database == TestDatabase.MARIADB
                        ? rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                        : rows.getObject(column, OffsetDateTime.class).toInstant();
            default ->
                rows.getObject(column) instanceof Number number
                        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                        : rows.getObject(column);
        };
    }

    @Test
    void the_page_asks_and_answers_without_functions_of_json() throws IOException {
        for (boolean forMariaDb : new boolean[] {true, false}) {
            assertThat(queries(forMariaDb).keySet())
                    .hasSizeGreaterThanOrEqualTo(16)
                    .containsExactlyElementsOf(answers().keySet());
            assertThat(queries(forMariaDb).values()).noneMatch(sql -> sql.matches("(?is).*(json|->|unnest|lateral).*"));
        }
        assertThat(answers().values()).allSatisfy(answer -> assertThat(answer).isNotEmpty());
    }
}
