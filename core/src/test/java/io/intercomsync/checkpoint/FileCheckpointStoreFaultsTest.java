package io.intercomsync.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.files.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K92: several processes share a directory of checkpoints, and a damaged file costs one feed. */
class FileCheckpointStoreFaultsTest {
    private static final int SAVES = 50;

    @TempDir
    Path directory;

    @Test
    void stores_that_save_at_the_same_time_do_not_disturb_each_other() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> savers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                savers.add(threads.submit(() -> saveTimeAndAgain(directory)));
            }
            for (Future<?> saver : savers) {
                saver.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(new FileCheckpointStore(directory).load("w", "contacts")).isPresent();
        assertThat(names()).containsExactlyInAnyOrder(".lock", "contacts.json");
    }

    @Test
    void processes_that_save_at_the_same_time_do_not_disturb_each_other() throws Exception {
        List<Process> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            others.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FileCheckpointStoreFaultsTest.class.getName(),
                            directory.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        saveTimeAndAgain(directory);

        for (Process other : others) {
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor()).as(said).isZero();
        }
        assertThat(new FileCheckpointStore(directory).load("w", "contacts")).isPresent();
        assertThat(names()).containsExactlyInAnyOrder(".lock", "contacts.json");
    }

    /** Saves into a directory, as another process. */
    public static void main(String[] arguments) {
        saveTimeAndAgain(Path.of(arguments[0]));
    }

    private static void saveTimeAndAgain(Path directory) {
        FileCheckpointStore store = new FileCheckpointStore(directory);
        for (int i = 0; i < SAVES; i++) {
            store.save(new Checkpoint("w", "contacts", "{\"i\":" + i + "}"));
        }
    }

    @Test
    void a_save_waits_half_a_minute_for_a_process_that_holds_the_lock_and_names_it() throws IOException {
        AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);
        FileCheckpointStore store =
                new FileCheckpointStore(directory, pause -> waited.accumulateAndGet(pause, Duration::plus));
        Path file = directory.toRealPath().resolve(".lock");

        try (LockFile stopped = LockFile.tryLock(file, "process 7 on the host batch")) {
            assertThat(stopped).isNotNull();
            assertThatThrownBy(() -> store.save(new Checkpoint("w", "contacts", "{}")))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage("Cannot save the checkpoint " + directory.resolve("contacts.json")
                            + ": another process has held the lock " + file
                            + " for 30 s (process 7 on the host batch). End that process, or give each program a"
                            + " directory of its own");
        }

        assertThat(waited.get()).isEqualTo(Duration.ofSeconds(30));
        store.save(new Checkpoint("w", "contacts", "{}"));
        assertThat(store.load("w", "contacts")).isPresent();
    }

    @Test
    void saves_after_one_that_waited_in_vain_do_not_wait_again_until_one_has_the_lock() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        FileCheckpointStore store = new FileCheckpointStore(directory, pause -> pauses.incrementAndGet());
        Path file = directory.toRealPath().resolve(".lock");

        try (LockFile stopped = LockFile.tryLock(file, "process 7 on the host batch")) {
            assertThat(stopped).isNotNull();
            assertThatThrownBy(() -> store.save(new Checkpoint("w", "contacts", "{}")))
                    .isInstanceOf(CheckpointException.class);
            int first = pauses.getAndSet(0);
            assertThatThrownBy(() -> store.save(new Checkpoint("w", "tags", "{}")))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("process 7 on the host batch");
            assertThat(first).isPositive();
            assertThat(pauses).hasValue(0);
        }
        store.save(new Checkpoint("w", "tags", "{}"));
        try (LockFile stopped = LockFile.tryLock(file, "")) {
            assertThat(stopped).isNotNull();
            assertThatThrownBy(() -> store.save(new Checkpoint("w", "tags", "{}")))
                    .isInstanceOf(CheckpointException.class);
        }

        assertThat(pauses).as("pauses after a save had the lock").hasPositiveValue();
    }

    @Test
    void a_directory_of_another_file_system_is_refused_at_once() throws IOException {
        try (FileSystem archive =
                FileSystems.newFileSystem(directory.resolve("checkpoints.zip"), Map.of("create", "true"))) {
            Path inside = archive.getPath("/checkpoints");

            assertThatThrownBy(() -> new FileCheckpointStore(inside))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("/checkpoints")
                    .hasMessageContaining("default file system");
        }
    }

    @Test
    void a_save_goes_on_as_soon_as_the_other_process_has_saved() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        LockFile other = LockFile.tryLock(directory.toRealPath().resolve(".lock"), "");
        FileCheckpointStore store = new FileCheckpointStore(directory, pause -> {
            if (pauses.incrementAndGet() == 3) {
                other.close();
            }
        });

        store.save(new Checkpoint("w", "contacts", "{}"));

        assertThat(pauses).hasValue(3);
        assertThat(store.load("w", "contacts")).isPresent();
    }

    @Test
    void a_damaged_entry_is_deleted_together_with_its_checkpoint() throws IOException {
        FileCheckpointStore store = new FileCheckpointStore(directory);
        store.save(new Checkpoint("w", "contacts.pending", "{}"));
        Files.writeString(directory.resolve("contacts.pending.json"), "{");

        assertThatThrownBy(() -> store.load("w", "contacts.pending"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("contacts.pending.json")
                .hasMessageContaining("delete the file and contacts.json to read contacts from the start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"format\":2}", "{\"format\":1,\"workspace\":\"w\"}", "\u0000\u0000", "[]"})
    void a_damaged_file_fails_its_own_feed_alone(String damage) throws IOException {
        FileCheckpointStore store = new FileCheckpointStore(directory);
        store.save(new Checkpoint("w", "contacts", "{}"));
        store.save(new Checkpoint("w", "tags", "{}"));
        Files.writeString(directory.resolve("contacts.json"), damage);

        assertThat(store.load("w", "tags")).isPresent();
        assertThat(store.load("w", "companies")).isEmpty();
        assertThatThrownBy(() -> store.load("w", "contacts"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("contacts.json")
                .hasMessageContaining("delete the file to read contacts from the start");
        store.save(new Checkpoint("w", "tags", "{\"a\":1}"));
        assertThatThrownBy(() -> store.load("other", "companies")).isInstanceOf(CheckpointException.class);

        store.save(new Checkpoint("w", "contacts", "{\"a\":2}"));

        assertThat(store.load("w", "contacts")).contains(new Checkpoint("w", "contacts", "{\"a\":2}"));
    }

    @Test
    void what_a_killed_process_left_half_written_goes_with_the_next_save() throws IOException {
        Files.writeString(directory.resolve("contacts-1.new"), "{\"form");
        FileCheckpointStore store = new FileCheckpointStore(directory);

        store.save(new Checkpoint("w", "contacts", "{}"));

        assertThat(names()).containsExactlyInAnyOrder(".lock", "contacts.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
