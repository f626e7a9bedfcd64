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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of the program meets: each way a run can end, its exit code, what it says, and that the next run completes. */
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
    @ValueSource(strings = {"jdbc:h2:./warehouse", "jdbc:duckdb:warehouse.duckdb"})
    void ends_with_0_and_a_table_and_an_answer_when_all_is_stored(String url) throws Exception {
        Result result = program().with("WAREHOUSE_JDBC_URL", url).run();

        assertThatOutputOf(result)
                .contains("Writing to " + url + ", schema intercom")
                .containsPattern("collection +rows +changed +status +requests +time")
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
    void a_second_run_completes_too() throws Exception {
        program().run();

        assertThatTheNextRunCompletes();
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
                .contains("Developer Hub")
                .contains("Nothing could be stored");
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
                .contains("Nothing could be stored")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThatTheNextRunCompletes();
    }

    @ParameterizedTest
    @CsvSource({
        "INTERCOM_ACCESS_TOKEN, ' ', INTERCOM_ACCESS_TOKEN is set but blank",
        "WAREHOUSE_JDBC_URL, '', WAREHOUSE_JDBC_URL is set but blank",
        "WAREHOUSE_SCHEMA, '', WAREHOUSE_SCHEMA is set but blank"
    })
    void ends_with_1_and_no_request_when_what_is_set_is_blank_K103(String name, String value, String message)
            throws Exception {
        Result result = program().with(name, value).run();

        assertThatOutputOf(result).contains(message).contains("Nothing was read or stored");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void never_copies_the_fake_into_a_named_database_unless_told_to_K103() throws Exception {
        QuickstartProcess program = QuickstartProcess.ofClasses(directory).with("WAREHOUSE_JDBC_URL", warehouse);

        Result result = program.run();

        assertThat(result.output())
                .contains("WAREHOUSE_JDBC_URL is set, but INTERCOM_ACCESS_TOKEN is not")
                .contains("--fake");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(directory.resolve("warehouse.mv.db")).doesNotExist();
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

    @Test
    void prints_help_and_version_and_reads_nothing() throws Exception {
        Result help = program().arguments("--help").run();
        Result version = program().arguments("--version").run();

        assertThat(help.output()).contains("--fake", "--help", "--version");
        assertThat(help.output()).contains("INTERCOM_ACCESS_TOKEN", "WAREHOUSE_JDBC_URL", "SYNC_EVERY", "Exit codes");
        assertThat(help.exitCode()).isZero();
        assertThat(version.output()).startsWith("Intercom Sync ");
        assertThat(version.exitCode()).isZero();
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void refuses_unknown_arguments() throws Exception {
        Result result = program().arguments("--fake", "--fresh").run();

        assertThatOutputOf(result).contains("Unknown argument: --fresh").contains("--help");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "warehouse.duckdb, begins with jdbc:|such as jdbc:duckdb:warehouse.duckdb",
        "jdbc:oracle:thin:@//db/x, No JDBC driver on the class path takes a URL that begins with jdbc:oracle:",
        "jdbc:duckdb:/no/such/folder/x.duckdb, No such file or directory",
        "jdbc:postgresql://127.0.0.1:1/x?user=u&password=pa55word, whether it can be reached",
        "jdbc:postgresql://u:pa55word@127.0.0.1:1/x, whether it can be reached",
        "jdbc:h2:./warehouse;NONSENSE=1, NONSENSE"
    })
    void ends_with_1_and_no_request_when_the_warehouse_cannot_be_opened(String url, String message) throws Exception {
        Result result = program()
                .with("WAREHOUSE_JDBC_URL", url)
                .with("WAREHOUSE_PASSWORD", "0ther-pa55word")
                .run();

        assertThatOutputOf(result)
                .containsPattern(message)
                .contains("Nothing was read or stored")
                .doesNotContain("pa55word");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void ends_with_1_when_another_process_holds_the_file_of_duckdb() throws Exception {
        QuickstartProcess program = program().with("WAREHOUSE_JDBC_URL", "jdbc:duckdb:warehouse.duckdb");
        Result result;
        try (Connection holder = DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"))) {
            assertThat(holder.isClosed()).isFalse();
            result = program.run();
        }

        assertThatOutputOf(result)
                .contains("Another process has the database's file open")
                .contains("Close the program that uses it");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(program.run().exitCode()).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "SYNC_EVERY, often, 'SYNC_EVERY is not a duration such as PT3H'",
        "SYNC_EVERY, P366D, 'SYNC_EVERY must be at most a year: P365D'",
        "SYNC_SWEEP_INTERVAL, -PT1H, 'SYNC_SWEEP_INTERVAL must not be negative'",
        "SYNC_COLLECTIONS, ',', 'SYNC_COLLECTIONS names no collection'",
        "SYNC_COLLECTIONS, 'users,orders', 'SYNC_COLLECTIONS names orders, which is none of users'",
        "INTERCOM_API_VERSION, two, INTERCOM_API_VERSION is not a version such as 2.16",
        "INTERCOM_BASE_URL, api.intercom.io, INTERCOM_BASE_URL is not an address such as https://api.eu.intercom.io",
        "INTERCOM_BASE_URL, http://u:pa55word@x y, INTERCOM_BASE_URL is not an address",
        "INTERCOM_ACCESS_TOKEN, Bearer pa55word, INTERCOM_ACCESS_TOKEN is not an access token",
        "INTERCOM_RETRY_FOR, 5, INTERCOM_RETRY_FOR is not a duration such as PT1M"
    })
    void ends_with_1_and_no_request_when_a_setting_cannot_be_right(String name, String value, String message)
            throws Exception {
        Result result = program().with(name, value).run();

        assertThatOutputOf(result).contains(message).doesNotContain("pa55word");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(intercom.requestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void ends_with_2_when_one_collection_may_not_be_read_K70(int status) throws Exception {
        intercom.fail(
                "/companies", InjectedFault.status(status, "token_unauthorized", "Not authorized"), Integer.MAX_VALUE);

        Result result = program().run();

        assertThatOutputOf(result)
                .containsPattern("(?m)^companies +0 +0 +FORBIDDEN")
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
                .containsPattern("(?m)^conversations +\\d+ +\\d+ +FAILED")
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
        Result result = runUntilTheThirtiethDetail(Process::destroy, program().with("SYNC_EVERY", every));

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
