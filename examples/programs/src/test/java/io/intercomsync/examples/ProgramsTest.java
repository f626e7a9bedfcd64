package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the documents at work. */
@FakeIntercomTest(contacts = 40, conversations = 10)
class ProgramsTest {
    @TempDir
    Path directory;

    private FakeIntercom fake;
    private IntercomClient intercom;

    @BeforeEach
    void connect(FakeIntercom fake) {
        this.fake = fake;
        intercom = IntercomClient.builder(fake.token())
                .baseUrl(URI.create(fake.url()))
                .maxRetryDuration(Duration.ofMillis(100))
                .build();
    }

    @AfterEach
    void disconnect() {
        intercom.close();
    }

    @Test
    void a_webhook_brings_the_conversation_that_it_names() {
        fake.conversation("c", Map.of("title", "before"));
        InMemorySink warehouse = new InMemorySink();
        WebhookCopy copy = new WebhookCopy(intercom, warehouse);
        copy.engine().sync();
        fake.conversation("c", Map.of("title", "after"));

        assertThat(copy.onConversationChanged("c")).isTrue();

        assertThat(warehouse
                        .rows(IntercomCollection.CONVERSATIONS)
                        .get(List.of("c"))
                        .value("title"))
                .isEqualTo("after");
    }

    @Test
    void conversations_go_through_the_hub_to_a_warehouse_of_their_own() {
        InMemorySink support = new InMemorySink();
        try (Hub hub = Hub.builder(directory.resolve("intercom.hub")).build()) {
            SyncEngine.builder(intercom, hub).build().sync();

            assertThat(TwoClocks.flushConversations(hub, support).isComplete()).isTrue();

            assertThat(support.rows(IntercomCollection.CONVERSATIONS)).hasSize(10);
            assertThat(support.rows(IntercomCollection.USERS)).isEmpty();
            TwoClocks.tell(hub);
        }
    }

    @Test
    void the_two_clocks_fill_the_hub_at_once_and_can_be_stopped() {
        Path file = directory.resolve("intercom.hub");

        new TwoClocks(intercom, file, "jdbc:h2:" + directory.resolve("two")).close();

        assertThat(directory.resolve("two.lock.db")).doesNotExist();
    }

    @Test
    void a_checked_schedule_begins_where_both_checks_are_good_and_only_there() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + directory.resolve("checked"));

        CheckedSchedule.run(intercom, database, directory.resolve("checked.hub"))
                .orElseThrow()
                .close();

        fake.deny("/tags", 403);
        assertThat(CheckedSchedule.run(intercom, database, directory.resolve("other.hub")))
                .isEmpty();
    }

    @Test
    void the_nightly_copy_leaves_out_what_it_is_told_to() throws Exception {
        String url = "jdbc:h2:" + directory.resolve("warehouse");
        try (Sink sink = JdbcSink.builder(url).build()) {
            assertThat(NightlyCopy.run(NightlyCopy.engine(intercom, sink))).isTrue();
        }

        try (Connection connection = DriverManager.getConnection(url);
                ResultSet columns = connection.getMetaData().getColumns(null, "intercom", "users", "%")) {
            assertThat(columns.next()).isTrue();
            do {
                assertThat(columns.getString("COLUMN_NAME")).isNotIn("email", "phone");
            } while (columns.next());
        }
    }

    @Test
    void the_nightly_copy_says_no_when_a_read_broke_off() {
        fake.fail("/conversations", InjectedFault.status(502), Integer.MAX_VALUE);

        assertThat(NightlyCopy.run(NightlyCopy.engine(intercom, changes -> {}))).isFalse();
    }

    @Test
    void a_check_says_no_until_the_app_has_the_permission() {
        fake.denyScope("read_tags", 403);
        assertThat(CheckSetup.isReady(intercom)).isFalse();

        fake.allowScope("read_tags");

        assertThat(CheckSetup.isReady(intercom)).isTrue();
    }

    @Test
    void the_table_of_a_check_is_the_one_in_the_document() throws Exception {
        String table;
        try (FakeIntercom usual = FakeIntercom.builder().token(fake.token()).start();
                IntercomClient client = IntercomClient.builder(usual.token())
                        .baseUrl(URI.create(usual.url()))
                        .build()) {
            usual.denyScope("read_tags", 403).denyScope("write_users_companies", 403);
            table = client.checkAccess().toTable().replace("127.0.0.1", "api.intercom.io");
        }

        assertThat(Files.readString(Path.of("../../src-docs/getting-started.md")))
                .contains(table.replace("Fake workspace (fakews01)", "Example (abc12345)"));
    }

    @Test
    void a_directory_gets_a_file_for_each_record() throws Exception {
        SyncEngine engine = CopyToDirectory.engine(intercom, directory);

        assertThat(engine.sync().isComplete()).isTrue();

        assertThat(files("conversations")).isEqualTo(10);
        assertThat(files("users") + files("contacts")).isEqualTo(40);
        assertThat(directory.resolve("checkpoints/contacts.json")).exists();
        assertThat(StoredFiles.rows(directory.resolve("rows/users"), IntercomCollection.USERS))
                .allSatisfy(row -> assertThat(row.updatedAt()).isNotNull());
    }

    @Test
    void workspaces_that_share_a_schema_are_kept_apart() throws Exception {
        JdbcDataSource warehouse = new JdbcDataSource();
        warehouse.setURL("jdbc:h2:" + directory.resolve("shared"));
        try (FakeIntercom other =
                        FakeIntercom.builder().workspaceId("other").contacts(40).start();
                IntercomClient another = IntercomClient.builder(other.token())
                        .baseUrl(URI.create(other.url()))
                        .build()) {
            SharedSchema.copy(List.of(intercom, another), warehouse);
        }

        List<String> workspaces = new ArrayList<>();
        try (Connection connection = warehouse.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT \"workspace_id\" FROM \"intercom\".\"users\" ORDER BY 1")) {
            while (rows.next()) {
                workspaces.add(rows.getString(1));
            }
        }
        assertThat(workspaces).containsExactly(fake.workspaceId(), "other");
    }

    @Test
    void each_user_has_a_current_version_in_the_history() throws Exception {
        JdbcDataSource warehouse = new JdbcDataSource();
        warehouse.setURL("jdbc:h2:" + directory.resolve("history"));

        KeepHistory.copy(intercom, warehouse);

        try (Connection connection = warehouse.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("SELECT (SELECT count(*) FROM \"intercom\".\"users\"),"
                        + " (SELECT count(*) FROM \"intercom\".\"users_history\" WHERE \"is_current\")")) {
            counts.next();
            assertThat(counts.getLong(1)).isPositive().isEqualTo(counts.getLong(2));
        }
    }

    @Test
    void a_warehouse_is_checked_before_the_first_run() throws Exception {
        JdbcDataSource warehouse = new JdbcDataSource();
        warehouse.setURL("jdbc:h2:" + directory.resolve("checked"));

        assertThat(CheckWarehouse.isReady(warehouse)).isTrue();

        try (Connection connection = warehouse.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA \"intercom_prod\"");
            statement.execute("CREATE TABLE \"intercom_prod\".\"users\" (\"_fivetran_synced\" TIMESTAMP)");
        }
        assertThat(CheckWarehouse.isReady(warehouse)).isFalse();
    }

    private long files(String table) throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("rows").resolve(table))) {
            return files.count();
        }
    }
}
