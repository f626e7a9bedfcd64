package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.quickstart.QuickstartProcess.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program with a hub between Intercom and the warehouse, and its check of the setup. */
class TwoClocksTest {
    @TempDir
    Path directory;

    private final FakeIntercom intercom = FakeIntercom.builder()
            .token(QuickstartProcess.TOKEN)
            .contacts(60)
            .companies(10)
            .conversations(20)
            .unthrottled()
            .start();

    @AfterEach
    void stop() {
        intercom.close();
    }

    private QuickstartProcess program() {
        return QuickstartProcess.ofClasses(directory)
                .with("INTERCOM_ACCESS_TOKEN", QuickstartProcess.TOKEN)
                .with("INTERCOM_BASE_URL", intercom.url())
                .with("INTERCOM_RETRY_FOR", "PT0.1S")
                .with("WAREHOUSE_JDBC_URL", "jdbc:h2:./warehouse");
    }

    private QuickstartProcess throughTheHub() {
        return program().with("HUB", "intercom.hub");
    }

    private long conversations() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + directory.resolve("warehouse"));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM \"intercom\".\"conversations\"")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Test
    void reads_into_the_hub_and_then_writes_to_the_warehouse() throws Exception {
        Result result = throughTheHub().run();

        assertThat(result.output())
                .contains("Reading into the hub intercom.hub")
                .contains("Everything is stored")
                .doesNotContain("WARN");
        assertThat(result.exitCode()).isZero();
        assertThat(conversations()).isEqualTo(20);
    }

    @Test
    void a_second_run_through_the_hub_brings_the_changes() throws Exception {
        throughTheHub().run();
        intercom.conversation("new", Map.of("open", true));

        Result result = throughTheHub().run();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(conversations()).isEqualTo(21);
    }

    @Test
    void a_warehouse_that_is_down_holds_up_no_source_run() throws Exception {
        Result down = throughTheHub()
                .with("WAREHOUSE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/none")
                .run();
        long read = intercom.requestCount("GET", "/conversations/");
        Result next = throughTheHub().run();

        assertThat(down.output()).contains("Not everything is stored");
        assertThat(down.exitCode()).isEqualTo(2);
        assertThat(next.exitCode()).as(next.output()).isZero();
        assertThat(conversations()).isEqualTo(20);
        assertThat(intercom.requestCount("GET", "/conversations/") - read)
                .as("conversations read again")
                .isLessThan(read / 2);
    }

    @Test
    void a_token_that_is_refused_keeps_no_rows_of_the_hub_from_the_warehouse() throws Exception {
        throughTheHub()
                .with("WAREHOUSE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/none")
                .run();

        Result refused = throughTheHub().with("INTERCOM_ACCESS_TOKEN", "wrong").run();

        assertThat(refused.output()).contains("The access token is wrong");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(conversations()).isEqualTo(20);
    }

    @Test
    void a_read_that_is_not_complete_is_not_called_complete_after_the_write() throws Exception {
        intercom.fail("/tags", InjectedFault.status(403, "forbidden", "No scope"), Integer.MAX_VALUE);

        Result result = throughTheHub().run();

        assertThat(result.output()).contains("Not everything is stored").doesNotContain("Everything is stored");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(conversations()).isEqualTo(20);
    }

    @Test
    void both_clocks_go_on_until_it_is_told_to_stop() throws Exception {
        CountDownLatch thirdRun = new CountDownLatch(4); // the plan asks, too
        intercom.beforeEach(request -> {
            if (request.path().equals("/me")) {
                thirdRun.countDown();
            }
        });

        QuickstartProcess program = throughTheHub().with("SYNC_EVERY", "PT0.2S").with("FLUSH_EVERY", "PT0.3S");
        Process running = program.start();
        boolean ran = thirdRun.await(2, TimeUnit.MINUTES);
        program.awaitOutput(running, "Everything is stored");
        running.destroy();
        Result result = program.await(running);

        assertThat(ran).as(result.output()).isTrue();
        assertThat(result.output()).contains("Source run started").contains("Warehouse run started");
        assertThat(conversations()).isEqualTo(20);
    }

    @Test
    void check_prints_both_checks_and_copies_nothing() throws Exception {
        Result result = program().arguments("check").run();

        assertThat(result.output()).contains("conversation_parts").contains("Ready. Nothing was copied");
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void check_ends_with_1_when_a_permission_is_missing() throws Exception {
        intercom.fail("/tags", InjectedFault.status(403, "forbidden", "No scope"), Integer.MAX_VALUE);

        Result result = program().arguments("check").run();

        assertThat(result.output()).contains("Read tags").contains("Not ready");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void check_ends_with_1_when_the_warehouse_cannot_be_reached() throws Exception {
        Result result = program()
                .arguments("check")
                .with("WAREHOUSE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/none")
                .with("WAREHOUSE_PASSWORD", "a-secret-pa55")
                .run();

        assertThat(result.output())
                .contains("Not ready")
                .doesNotContain("a-secret-pa55")
                .doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void check_ends_with_1_when_the_token_is_wrong() throws Exception {
        Result result = program()
                .arguments("check")
                .with("INTERCOM_ACCESS_TOKEN", "another-secret")
                .run();

        assertThat(result.output())
                .contains("The access token is wrong")
                .contains("Not ready")
                .doesNotContain("another-secret");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void a_hub_that_cannot_be_opened_ends_the_program_with_one_message() throws Exception {
        Result result = program().with("HUB", ".").with("SYNC_EVERY", "PT1H").run();

        assertThat(result.output())
                .contains("Cannot open the hub .: it is a directory", "Nothing was read or stored.")
                .doesNotContain("WARN", "FAILED");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(intercom.requestCount()).isZero();
    }

    @Test
    void check_ends_with_1_when_the_hub_cannot_be_opened() throws Exception {
        Result result = program().arguments("check").with("HUB", ".").run();

        assertThat(result.output()).contains("Cannot open the hub .: it is a directory", "Not ready");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void check_opens_the_hub_and_separates_its_parts_by_one_blank_line() throws Exception {
        Result result = program().arguments("check").with("HUB", "intercom.hub").run();

        assertThat(result.output())
                .contains("The hub intercom.hub can be used.")
                .doesNotContainPattern("\\R\\R\\R");
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void check_says_so_when_the_chosen_collections_are_readable_and_others_are_not() throws Exception {
        intercom.fail("/tags", InjectedFault.status(403, "forbidden", "No scope"), Integer.MAX_VALUE);

        Result result =
                program().arguments("check").with("SYNC_COLLECTIONS", "users").run();

        assertThat(result.output()).contains("SYNC_COLLECTIONS names only collections that are readable");
        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}
