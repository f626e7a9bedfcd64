package io.intercomsync.jdbc.engines.sqlite;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.engines.fixture.PlaceHolder;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of SQLite: its log, its lock, and what may be wrong with it. */
class SqliteFileTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");
    private String url = "";

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("warehouse.db");
        url = "jdbc:sqlite:" + file;
    }

    private JdbcSink sink() {
        return JdbcSink.builder(url).writerWait(Duration.ZERO).build();
    }

    private int rows() {
        return new StoredTables(url, "intercom").live(TAGS).size();
    }

    private String setting(String pragma) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            return row.getString(1);
        }
    }

    @Test
    void a_run_turns_on_the_log_and_a_check_does_not() throws SQLException {
        try (JdbcSink sink = sink()) {
            assertThat(sink.check().isUsable()).isTrue();
            assertThat(setting("journal_mode")).isEqualTo("delete");

            sink.write(changes(tag("1", "x")));

            assertThat(setting("journal_mode")).isEqualTo("wal");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:sqlite:file:shared?mode=memory&cache=shared"})
    void a_database_in_memory_is_refused(String inMemory) {
        try (JdbcSink sink = JdbcSink.builder(inMemory).build()) {
            assertThatThrownBy(() -> sink.write(changes(tag("1", "x"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageStartingWith("The sink cannot use a database of SQLite in memory")
                    .hasMessageContaining("jdbc:sqlite:warehouse.db");
            assertThat(sink.check().isUsable()).isFalse();
        }
    }

    @Test
    void another_sink_has_the_place_until_it_is_closed() {
        JdbcSink first = sink();
        first.write(changes(tag("1", "x")));
        try (JdbcSink second = sink()) {
            assertThatThrownBy(() -> second.write(changes(tag("2", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("Another run has the place of the writer of the schema intercom: Process "
                            + ProcessHandle.current().pid());
            assertThat(second.check().toTable()).containsPattern("writer's place +held\n");

            first.close();
            second.write(changes(tag("2", "y")));
        }
        assertThat(rows()).isEqualTo(2);
    }

    /** A process loses its locks on a file when it closes a channel to it, so nobody may open the file to see who holds the lock. */
    @Test
    void a_place_that_another_sink_of_the_process_has_asked_for_stays_closed_to_other_processes() throws Exception {
        try (JdbcSink first = sink();
                JdbcSink second = sink()) {
            first.write(changes(tag("1", "x")));
            assertThatThrownBy(() -> second.write(changes(tag("2", "y"))))
                    .hasMessageContaining("Process " + ProcessHandle.current().pid() + " has it since");
            assertThat(second.check().isUsable()).isTrue();

            assertThat(wordOfAnotherProcess()).isEqualTo("refused");
        }
    }

    /** K122. An interrupted thread closes a {@code FileChannel} when it reads. */
    @Test
    void an_interrupted_thread_that_asks_for_the_holder_takes_no_place_away() throws Exception {
        try (JdbcSink first = sink();
                JdbcSink second = sink()) {
            first.write(changes(tag("1", "x")));
            Thread.currentThread().interrupt();
            try {
                assertThat(second.check().toTable()).containsPattern("writer's place +held\n");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }

            assertThat(wordOfAnotherProcess()).isEqualTo("refused");
        }
    }

    private String wordOfAnotherProcess() throws Exception {
        Process other = PlaceHolder.start(url);
        try {
            return other.inputReader().readLine();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void the_holder_is_named_and_the_message_says_if_it_is_writing() {
        JdbcSink second = sink();
        List<String> whileWriting = new ArrayList<>();
        AtomicBoolean isArmed = new AtomicBoolean();
        WrappedSource source = new WrappedSource(() -> DriverManager.getConnection(url), (connection, method) -> {
            if (method.equals("commit") && isArmed.getAndSet(false)) {
                whileWriting.add(refusal(second));
            }
        });
        try (JdbcSink first = JdbcSink.builder(source).build();
                second) {
            first.write(changes(tag("1", "x")));
            isArmed.set(true);

            first.write(changes(tag("1", "y")));

            assertThat(whileWriting).singleElement().asString().contains(". Some program is writing to the file");
            assertThat(refusal(second))
                    .containsPattern(
                            "Process \\d+ has it since 20\\S+Z, intercom-sync on the host \\S+\\. No program is writing");
        }
    }

    private static String refusal(JdbcSink sink) {
        return catchThrowableOfType(SinkException.class, () -> sink.write(changes(tag("2", "x"))))
                .getMessage();
    }

    /** K121. */
    @Test
    void a_program_that_has_the_file_for_itself_is_told_with_the_remedy() throws SQLException {
        try (JdbcSink sink = sink()) {
            sink.write(changes(tag("1", "x")));
        }
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement();
                JdbcSink sink = JdbcSink.builder(url + "?busy_timeout=100").build()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("Another program has the file of SQLite for itself");
        }
    }

    @Test
    void a_killed_process_frees_its_place_at_once() throws Exception {
        Process other = PlaceHolder.start(url);
        try (JdbcSink sink = sink()) {
            assertThat(other.inputReader().readLine()).isEqualTo("written");
            assertThatThrownBy(() -> sink.write(changes(tag("2", "y"))))
                    .hasMessageContaining("Process " + other.pid() + " has it since");

            other.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            sink.write(changes(tag("2", "y")));
        } finally {
            other.destroyForcibly();
        }
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void a_file_that_is_deleted_while_it_is_open_ends_the_run() throws IOException {
        try (JdbcSink sink = sink()) {
            sink.write(changes(tag("1", "x")));
            Files.delete(file);

            assertThatThrownBy(() -> sink.write(changes(tag("2", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("was deleted, moved or replaced");
        }
        try (JdbcSink anew = sink()) {
            anew.write(changes(tag("2", "y")));
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_file_of_another_kind_is_told() throws IOException {
        Files.writeString(file, "a letter to somebody else".repeat(100));

        try (JdbcSink sink = sink()) {
            assertThatThrownBy(() -> sink.write(changes(tag("1", "x"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("The file is no database of SQLite");
        }
    }

    @Test
    void a_folder_that_is_missing_is_told() {
        try (JdbcSink sink = JdbcSink.builder("jdbc:sqlite:" + folder.resolve("missing/warehouse.db"))
                .build()) {
            assertThatThrownBy(() -> sink.write(changes(tag("1", "x"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("Check that the folder exists");
        }
    }

    @Test
    void a_read_only_connection_is_told() {
        try (JdbcSink sink = sink()) {
            sink.write(changes(tag("1", "x")));
        }
        try (JdbcSink reading = JdbcSink.builder(url + "?open_mode=1").build()) {
            WarehouseCheck check = reading.check();

            assertThat(check.isUsable()).isFalse();
            assertThat(check.findings().get(0).what()).contains("read-only");
            assertThatThrownBy(() -> reading.write(changes(tag("2", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("The file cannot be written");
        }
    }

    @Test
    void nothing_of_a_unit_is_stored_when_the_disk_is_full() {
        try (JdbcSink sink = sink()) {
            sink.write(changes(tag("1", "x")));
        }
        WrappedSource small = new WrappedSource(
                () -> DriverManager.getConnection(url + "?max_page_count=1"), (connection, method) -> {});
        try (JdbcSink full = JdbcSink.builder(small).build()) {
            assertThatThrownBy(() -> full.write(changes(tag("2", "y".repeat(1_000_000)), tag("3", "z"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("The disk is full");
            assertThat(full.liveRows("w1", TAGS)).isEqualTo(1);
        }
        try (JdbcSink sink = sink()) {
            sink.write(changes(tag("2", "y")));
        }
        assertThat(rows()).isEqualTo(2);
    }
}
