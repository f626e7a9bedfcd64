package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

        String words = inAnotherProcess(file());

        assertThat(words).contains("SinkException", "Another process has the hub", "stop the other one");
        closeHub();
        assertThat(inAnotherProcess(file())).contains("rows 1");
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

    private static String inAnotherProcess(Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return words;
    }

    /** Opens a hub, and tells how many users it holds. */
    static final class SecondProcess {
        private SecondProcess() {}

        public static void main(String[] arguments) {
            try (Hub hub = Hub.builder(Path.of(arguments[0])).build()) {
                System.out.println("rows " + hub.liveRows(WORKSPACE, USERS));
            } catch (SinkException e) {
                System.out.println(e);
            }
        }
    }
}
