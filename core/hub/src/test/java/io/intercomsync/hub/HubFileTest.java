package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HubFileTest extends HubTests {

    @Test
    void building_a_hub_touches_no_file() {
        hub();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void all_its_files_are_readable_by_the_owner_alone() throws IOException {
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-")));

        fill(user("u1", "Ann"));

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .as(each.toString())
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_file_of_somebody_else_keeps_its_mode() throws IOException {
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.writeString(
                file(), "shared notes, much longer than the part of a file in which SQLite keeps its numbers");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(hub()::status).isInstanceOf(SinkException.class).hasMessageContaining("Name another file");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-rw-r--");
        assertThat(file()).content().startsWith("shared notes");
    }

    @Test
    void a_hub_that_was_copied_with_another_mode_is_for_its_owner_alone_again() throws IOException {
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        fill(user("u1", "Ann"));
        closeHub();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));

        fill(user("u2", "Bob"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void its_directory_is_made() {
        try (Hub deep = Hub.builder(directory.resolve("a/b/intercom.hub")).build()) {
            deep.store(changes("feed", List.of(), user("u1", "Ann")));
        }

        assertThat(directory.resolve("a/b/intercom.hub")).exists();
    }

    @Test
    void another_workspace_is_refused_before_a_run() {
        fill(user("u1", "Ann"));

        assertThatThrownBy(() -> hub().beginRun("w2"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("w1")
                .hasMessageContaining("w2");
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_alone() throws IOException {
        Files.writeString(file(), "something else ".repeat(100));

        assertThatThrownBy(() -> fill(user("u1", "Ann")))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("no SQLite database");
        assertThat(file()).content().startsWith("something else");
    }

    @Test
    void the_database_of_another_program_is_refused_and_left_alone() throws SQLException, IOException {
        sql("CREATE TABLE other (x)");
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> fill(user("u1", "Ann")))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("another program");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void a_new_file_has_large_pages_and_gives_free_ones_back() throws SQLException {
        fill(user("u1", "Ann"));
        closeHub();

        assertThat(number("PRAGMA page_size")).isEqualTo(8_192);
        assertThat(number("PRAGMA auto_vacuum")).isEqualTo(2); // incremental
    }

    @Test
    void a_newer_format_is_refused() throws SQLException {
        fill(user("u1", "Ann"));
        closeHub();
        sql("PRAGMA user_version = 2");

        assertThatThrownBy(() -> hub().status())
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("later one");
    }

    @Test
    void a_damaged_file_is_told() throws IOException {
        for (int i = 0; i < 200; i++) {
            fill(user("u" + i, "x".repeat(2_000)));
        }
        closeHub();
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek(8192);
            bytes.write(new byte[(int) bytes.length() - 8192]);
        }

        assertThatThrownBy(() -> {
                    hub().status();
                    fill(user("u1", "secret"));
                })
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("backup");
    }

    @Test
    void a_full_disk_fails_the_unit_whole_and_the_hub_goes_on_once_there_is_room() {
        fill(user("u1", "Ann"));
        hub().internals().limitPages(60);
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(user("m" + i, "secret".repeat(500)));
        }

        assertThatThrownBy(() -> fill(many.toArray(Row[]::new)))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("disk is full")
                .hasMessageNotContaining("secret");
        assertThat(hub().liveRows(WORKSPACE, USERS)).isOne();

        hub().internals().limitPages(1_000_000);
        fill(many.toArray(Row[]::new));
        assertThat(hub().liveRows(WORKSPACE, USERS)).isEqualTo(501);
        Recorder warehouse = new Recorder();
        hub().flushTo(warehouse);
        assertEqual(warehouse);
    }

    @Test
    void a_closed_hub_says_so() {
        fill(user("u1", "Ann"));
        hub().close();

        assertThatThrownBy(() -> hub().status())
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("closed");
        hub().close();
    }

    @Test
    void space_of_removed_rows_is_given_back() throws IOException {
        List<Removal> removals = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            fill(user("u" + i, "x".repeat(5_000)));
            removals.add(gone(USERS, Reason.DELETED, "u" + i));
        }
        hub().endRun();
        long full = hub().status().fileSize();
        fill(removals);
        hub().endRun();

        assertThat(hub().status().fileSize()).isLessThan(full / 3);
        clock.advance(Duration.ofDays(91));
        fill(tag("t", "vip"));
        hub().endRun();
        assertThat(hub().internals().reader().removal(USERS, List.of("u1"))).isNull();
        assertThat(hub().liveRows(WORKSPACE, TAGS)).isOne();
    }

    @Test
    void reads_see_one_moment_while_the_hub_is_written() {
        fill(tag("a", "x"), tag("b", "x"));

        try (Stream<List<String>> keys = hub().liveKeys(WORKSPACE, TAGS)) {
            var rest = keys.iterator();
            assertThat(rest.next()).containsExactly("a");
            fill(List.of(gone(TAGS, Reason.DELETED, "b")), tag("c", "x"));
            assertThat(rest.next()).containsExactly("b");
            assertThat(rest.hasNext()).isFalse();
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
