package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.quickstart.QuickstartProcess.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the program as a user does: each outcome of a run has its exit code and its message, and the next run completes. */
class QuickstartTest {
    private static final int CONVERSATIONS = 60;

    @TempDir
    Path directory;

    private final FakeIntercom intercom = FakeIntercom.builder()
            .token(QuickstartProcess.TOKEN)
            .contacts(200)
            .companies(20)
            .conversations(CONVERSATIONS)
            .unthrottled()
            .start();

    private String warehouse = "jdbc:h2:./warehouse";

    @AfterEach
    void stop() {
        intercom.close();
    }

    private QuickstartProcess program() {
        return QuickstartProcess.ofClasses(directory)
                .with("INTERCOM_ACCESS_TOKEN", QuickstartProcess.TOKEN)
                .with("INTERCOM_BASE_URL", intercom.url())
                .with("INTERCOM_RETRY_FOR", "PT0.1S")
                .with("WAREHOUSE_JDBC_URL", warehouse);
    }

    private void assertThatTheNextRunCompletes() throws Exception {
        intercom.clearFaults().beforeEach(request -> {});

        Result next = program().run();

        assertThat(next.output()).contains("Everything is stored");
        assertThat(next.exitCode()).isEqualTo(0);
        assertThat(rows(warehouse.replace("./", directory + "/"), "conversations"))
                .isEqualTo(CONVERSATIONS);
    }

    private static long rows(String url, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM \"intercom\".\"" + table + '"')) {
            count.next();
            return count.getLong(1);
        }
    }

    private static AbstractStringAssert<?> assertThatOutputOf(Result result) {
        return assertThat(result.output())
                .doesNotContain(QuickstartProcess.TOKEN)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:./warehouse", "jdbc:duckdb:warehouse.duckdb", "jdbc:sqlite:warehouse.sqlite"})
    void ends_with_0_and_a_table_and_an_answer_when_all_is_stored(String url) throws Exception {
        Result result = program().with("WAREHOUSE_JDBC_URL", url).run();

        assertThatOutputOf(result)
                .contains("Writing to " + url + ", schema intercom")
                .containsPattern("collection +written +held +status +requests +time")
                .containsPattern("(?m)^conversations +60 +60 +COMPLETE +\\d+ +[\\d.]+ m?s$")
                .containsPattern("teammate +open_conversations +parts\n")
                .doesNotContain("WARN");
        assertThat(result.exitCode()).isEqualTo(0);
    }

    @Test
    void shows_the_planned_requests_beside_those_that_were_made() throws Exception {
        Result result = program().run();

        assertThat(result.output())
                .containsPattern("Requests planned before the run: [\\d,]+( \\([\\d,]+ to [\\d,]+\\))?\\.");
    }

    @Test
    void a_second_run_shows_what_it_wrote_and_what_is_held() throws Exception {
        program().run();

        Result second = program().run();

        assertThat(second.output())
                .containsPattern("(?m)^conversations +0 +60 +COMPLETE")
                .containsPattern("(?m)^total +0 +[\\d,]{3,} +COMPLETE")
                .contains("Everything is stored");
        assertThat(second.exitCode()).isEqualTo(0);
    }

    @Test
    void a_full_refresh_reads_again_what_has_not_changed() throws Exception {
        program().run();
        long before = intercom.requestCount();
        program().run();
        long ofChanges = intercom.requestCount() - before;

        Result result = program().arguments("--full-refresh").run();

        assertThat(intercom.requestCount() - before - ofChanges).isGreaterThan(ofChanges + CONVERSATIONS / 2);
        assertThat(result.output()).containsPattern("(?m)^conversations +0 +60 +COMPLETE");
    }

    @Test
    void a_second_run_takes_in_what_changed_and_what_is_gone() throws Exception {
        program().run();
        String id = String.valueOf(
                intercom.truth().conversations().findFirst().orElseThrow().get("id"));
        intercom.delete(ObjectType.CONVERSATIONS, id).contact("new", Map.of("name", "Ada"));

        Result result = program().with("SYNC_SWEEP_INTERVAL", "PT0S").run();

        assertThat(result.output()).contains("Everything is stored");
        assertThat(rowsWhere("conversations", "\"deleted_at\" IS NOT NULL")).isEqualTo(1);
        assertThat(rowsWhere("users", "\"id\" = 'new'")).isEqualTo(1);
    }

    private long rowsWhere(String table, String condition) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + directory.resolve("warehouse"));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "SELECT count(*) FROM \"intercom\".\"" + table + "\" WHERE " + condition)) {
            count.next();
            return count.getLong(1);
        }
    }

    @Test
    void keeps_running_until_it_is_told_to_stop() throws Exception {
        CountDownLatch secondRun = new CountDownLatch(3); // the plan asks, too
        intercom.beforeEach(request -> {
            if (request.path().equals("/me")) {
                secondRun.countDown();
            }
        });

        QuickstartProcess program = program().with("SYNC_EVERY", "PT0.2S");
        Process running = program.start();
        boolean ranTwice = secondRun.await(2, TimeUnit.MINUTES);
        running.destroy();
        Result result = program.await(running);

        assertThat(ranTwice).as(result.output()).isTrue();
        assertThat(result.output()).contains("Everything is stored");
    }

    @Test
    void ends_with_1_when_the_token_is_wrong() throws Exception {
        Result result =
                program().with("INTERCOM_ACCESS_TOKEN", "another-secret-token").run();

        assertThatOutputOf(result)
                .doesNotContain("another-secret-token")
                .containsOnlyOnce("The access token is wrong, or is no longer valid")
                .containsPattern("\\A[^\n]*The access token is wrong[^\n]*Developer Hub")
                .containsPattern("\\A[^\n]*\nNothing was read or stored\\.\n\\z");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThatTheNextRunCompletes();
    }

    @Test
    void ends_with_1_when_intercom_cannot_be_reached() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }

        Result result = program()
                .with("INTERCOM_BASE_URL", "http://127.0.0.1:" + unused)
                .run();

        assertThat(result.output())
                .contains("see whether this machine can reach it")
                .contains("Nothing was read or stored.")
                .doesNotContain("social_profiles")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThatTheNextRunCompletes();
    }

    @Test
    void copies_the_fake_when_told_to() throws Exception {
        Result result = program()
                .arguments("--fake")
                .with("SYNC_COLLECTIONS", "admins,conversations")
                .run();

        assertThat(result.output())
                .contains("--fake is given: reading the bundled fake Intercom")
                .contains("Everything is stored");
        assertThat(result.exitCode()).isZero();
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void shows_names_as_people_write_them() throws Exception {
        intercom.admin("77", Map.of("name", "Miles O&#39;Brien"));
        for (int i = 0; i < 2 * CONVERSATIONS; i++) {
            intercom.conversation("open" + i, Map.of("open", true, "admin_assignee_id", 77));
        }

        Result result =
                program().with("SYNC_COLLECTIONS", "admins,conversations").run();

        assertThat(result.output()).contains("Miles O'Brien").doesNotContain("&#39;");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void ends_with_2_when_one_collection_may_not_be_read_K70(int status) throws Exception {
        intercom.fail(
                "/companies", InjectedFault.status(status, "token_unauthorized", "Not authorized"), Integer.MAX_VALUE);

        Result result = program().run();

        assertThatOutputOf(result)
                .containsPattern("(?m)^companies +0 +FORBIDDEN")
                .containsPattern("(?m)^users +\\d+ +\\d+ +COMPLETE")
                .containsPattern("(?m)^companies: .*permission")
                .contains("Not everything is stored");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThatTheNextRunCompletes();
    }

    @Test
    void ends_with_2_when_a_read_breaks_off_in_the_middle() throws Exception {
        AtomicInteger details = new AtomicInteger();
        intercom.fail(
                request -> request.path().startsWith("/conversations/")
                        && !request.path().contains("search")
                        && details.incrementAndGet() > 20,
                InjectedFault.status(502),
                Integer.MAX_VALUE);

        Result result = program().run();

        assertThat(result.output())
                .containsPattern("(?m)^conversations +\\d+ +FAILED")
                .containsPattern("(?m)^conversations, conversation_parts: .*502")
                .contains("Not everything is stored")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThatTheNextRunCompletes();
    }

    @Test
    void ends_with_2_when_somebody_made_a_table_with_other_columns() throws Exception {
        String url = "jdbc:h2:" + directory.resolve("warehouse");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA \"intercom\"");
            statement.execute("CREATE TABLE \"intercom\".\"tags\" (\"name\" varchar(10))");
        }

        Result result = program().run();

        assertThatOutputOf(result)
                .containsPattern("(?m)^tags: The table .*\"tags\" is not of this sink.*Rename the table");
        assertThat(result.exitCode()).isEqualTo(2);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE \"intercom\".\"tags\" RENAME TO \"my_tags\"");
        }
        assertThatTheNextRunCompletes();
    }

    @Test
    void goes_on_after_it_was_killed_in_the_middle_of_a_run() throws Exception {
        warehouse = "jdbc:duckdb:./warehouse.duckdb"; // a kill can damage a file of H2

        Result result = runUntilTheThirtiethDetail(Process::destroyForcibly, program());

        assertThat(result.exitCode()).isEqualTo(128 + 9);
        assertThatTheNextRunCompletes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PT3H"})
    void says_how_far_it_got_when_it_is_told_to_stop_and_goes_on_from_there(String every) throws Exception {
        QuickstartProcess program = every.isEmpty() ? program() : program().with("SYNC_EVERY", every);

        Result result = runUntilTheThirtiethDetail(Process::destroy, program);

        assertThatOutputOf(result)
                .contains("Stopped. What was stored stays")
                .contains("The run was told to stop before the end")
                .doesNotContain("client is closed");
        assertThat(result.exitCode()).isEqualTo(128 + 15);
        assertThatTheNextRunCompletes();
    }

    @Test
    void says_that_it_stopped_when_it_is_told_to_while_the_fake_starts() throws Exception {
        QuickstartProcess program =
                QuickstartProcess.ofClasses(directory).arguments("--fake").with("WAREHOUSE_JDBC_URL", warehouse);
        Process process = program.start();
        program.awaitOutput(process, "reading the bundled fake");
        process.destroy();

        assertThatOutputOf(program.await(process)).contains("Stopped. What was stored stays");
    }

    private Result runUntilTheThirtiethDetail(Consumer<Process> end, QuickstartProcess program) throws Exception {
        CompletableFuture<Process> running = new CompletableFuture<>();
        AtomicInteger details = new AtomicInteger();
        intercom.beforeEach(request -> {
            if (request.path().startsWith("/conversations/") && details.incrementAndGet() == 30) {
                end.accept(running.join());
            }
        });
        Process process = program.start();
        running.complete(process);
        return program.await(process);
    }
}
