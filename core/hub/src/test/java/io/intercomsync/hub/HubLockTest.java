package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tests that one hub at a time has a file open, whatever the file is called. */
class HubLockTest extends HubTests {

    @Test
    void a_second_hub_on_the_file_is_refused_and_disturbs_nothing() {
        fill(user("u1", "Ann"));

        try (Hub second = Hub.builder(file()).build()) {
            assertThatThrownBy(second::status)
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("Another hub of this program");
            assertThatThrownBy(() -> second.beginRun(WORKSPACE)).isInstanceOf(SinkException.class);
        }

        fill(user("u2", "Bob"));
        assertThat(hub().liveRows(WORKSPACE, USERS)).isEqualTo(2);
    }

    @Test
    void a_second_process_is_refused() throws Exception {
        fill(user("u1", "Ann"));

        String words = SecondHub.inAnotherProcess(file());

        assertThat(words).contains("SinkException", "Another process has the hub", "stop the other one");
        assertThat(words)
                .containsPattern(
                        "open \\(process " + ProcessHandle.current().pid() + " on the host \\S+ since 20\\S+Z\\)");
        closeHub();
        assertThat(SecondHub.inAnotherProcess(file())).contains("rows 1");
    }

    @Test
    void a_file_with_a_second_name_is_refused() throws IOException {
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("unix"));
        fill(user("u1", "Ann"));
        closeHub();
        Path second = Files.createLink(directory.resolve("second.hub"), file());

        try (Hub other = Hub.builder(second).build()) {
            assertThatThrownBy(other::status).isInstanceOf(SinkException.class).hasMessageContaining("hard link");
        }
        Files.delete(second);
        assertThat(hub().liveRows(WORKSPACE, USERS)).isOne();
    }

    @Test
    void a_symbolic_link_and_a_relative_path_name_the_same_file() throws IOException {
        fill(user("u1", "Ann"));
        Path link = Files.createSymbolicLink(directory.resolve("link.hub"), file());
        Path roundabout =
                directory.resolve("..").resolve(directory.getFileName()).resolve("intercom.hub");

        for (Path path : List.of(link, roundabout)) {
            try (Hub second = Hub.builder(path).build()) {
                assertThatThrownBy(second::status)
                        .isInstanceOf(SinkException.class)
                        .hasMessageContaining("Another hub of this program");
            }
        }
    }

    @Test
    void a_run_is_refused_once_the_file_was_deleted_or_replaced() throws IOException {
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("unix"));
        fill(user("u1", "Ann"));
        hub().beginRun(WORKSPACE);
        deleteHub();

        assertThatThrownBy(() -> hub().beginRun(WORKSPACE))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("deleted, moved or replaced");
        assertThatThrownBy(() -> hub().status()).isInstanceOf(SinkException.class);
        closeHub();
        hub().beginRun(WORKSPACE);
        assertThat(hub().liveRows(WORKSPACE, USERS)).isZero();
    }

    /** K122. The system frees a lock when its process closes any channel to the file. */
    @Test
    void a_copy_of_the_library_in_another_class_loader_is_refused_and_takes_no_lock_away() throws Exception {
        fill(user("u1", "Ann"));

        assertThat(SecondHub.inAnotherClassLoader(file(), 1))
                .allSatisfy(words -> assertThat(words).contains("Another hub of this program"));

        assertThat(SecondHub.inAnotherProcess(file())).contains("Another process has the hub");
    }

    /** K102. */
    @Test
    void a_folder_for_the_native_library_that_is_missing_is_named_with_the_setting() throws Exception {
        Path missing = directory.resolve("missing");

        for (String setting : List.of("java.io.tmpdir", "org.sqlite.tmpdir")) {
            assertThat(SecondHub.inAnotherProcess(file(), "-D" + setting + "=" + missing))
                    .containsPattern(
                            "(?m)^\\S+SinkException: Cannot load the native library of SQLite\\. .* the folder "
                                    + Pattern.quote(missing.toString())
                                    + ", which does not exist\\. .* -Dorg\\.sqlite\\.tmpdir=\\.\\.\\.; then start");
        }
    }
}
