package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tests that nothing but closing the hub gives away its locks. */
class HubLockFileTest extends HubTests {
    /** Has a link for each open file of this process, on Linux. */
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** K122. Also mounts that ignore modes show another one. */
    @Test
    void a_refused_copy_takes_no_lock_away_after_the_mode_of_the_lock_file_was_changed() throws Exception {
        assumeSystemHas("posix");
        fill(user("u1", "Ann"));
        Files.setPosixFilePermissions(lockFile(), PosixFilePermissions.fromString("rw-r-----"));

        SecondHub.inAnotherClassLoader(file(), 1);

        assertThat(SecondHub.inAnotherProcess(file())).contains("Another process has the hub");
    }

    /** K122. Without the lock of SQLite, another program could delete the log, and the rows in it. */
    @Test
    void a_refused_hub_takes_no_lock_of_sqlite_away_after_the_mode_of_the_file_was_changed() throws Exception {
        assumeSystemHas("posix");
        fill(user("u1", "Ann"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        try (Hub second = Hub.builder(file()).build()) {
            assertThatThrownBy(second::status).hasMessageContaining("Another hub of this program");
        }

        assertThat(SecondHub.inAnotherProcess(SqliteLockProbe.class, file())).contains("SQLite has a lock");
        closeHub();
        assertThat(SecondHub.inAnotherProcess(SqliteLockProbe.class, file())).contains("SQLite has no lock");
    }

    /** K122. */
    @Test
    void refused_copies_leave_one_descriptor_open() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS));
        fill(user("u1", "Ann"));
        long before = descriptorsOfLockFile();

        assertThat(SecondHub.inAnotherClassLoader(file(), 20))
                .allSatisfy(words -> assertThat(words).contains("Another hub of this program"));

        assertThat(descriptorsOfLockFile() - before).isLessThanOrEqualTo(1);
    }

    /** K122. This file of the system can be locked, and takes nothing but numbers. */
    @Test
    void a_hub_opens_though_its_name_cannot_be_written_to_the_lock_file() throws IOException {
        Path numbersOnly = Path.of("/proc/self/oom_score_adj");
        Assumptions.assumeTrue(Files.isWritable(numbersOnly));
        Files.createSymbolicLink(lockFile(), numbersOnly);

        fill(user("u1", "Ann"));

        assertThat(hub().liveRows(WORKSPACE, USERS)).isOne();
        try (Hub second = Hub.builder(file()).build()) {
            assertThatThrownBy(second::status).hasMessageContaining("Another hub of this program");
        }
    }

    /** K122. The write of an interrupted thread closes a {@code FileChannel}, and the lock is gone. */
    @Test
    void an_interrupted_thread_opens_a_hub_and_keeps_its_lock() throws Exception {
        Thread.currentThread().interrupt();
        try {
            fill(user("u1", "Ann"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(SecondHub.inAnotherProcess(file()))
                .contains(
                        "Another process has the hub",
                        "process " + ProcessHandle.current().pid());
    }

    private Path lockFile() {
        return directory.resolve("intercom.hub.lock");
    }

    private void assumeSystemHas(String view) {
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains(view));
    }

    private long descriptorsOfLockFile() throws IOException {
        Path lock = lockFile().toRealPath();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(each -> lock.equals(target(each))).count();
        }
    }

    private static @Nullable Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) { // closed since it was listed
            return null;
        }
    }

    /** Tells whether another process has a lock on the bytes by which SQLite knows that a database is open. */
    static final class SqliteLockProbe {
        private static final int SHARED_FIRST = 0x40000002;
        private static final int SHARED_SIZE = 510;

        private SqliteLockProbe() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                boolean isFree = file.tryLock(SHARED_FIRST, SHARED_SIZE, false) != null;
                System.out.println("SQLite has " + (isFree ? "no" : "a") + " lock");
            }
        }
    }
}
