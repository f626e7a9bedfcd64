package io.intercomsync.hub.internal.store;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import io.intercomsync.internal.files.LockFile;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.OneLine;
import io.intercomsync.internal.value.ThisProcess;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locks the file of the hub against other processes, and against other hubs of this process. The lock is on a file beside it. This class never
 * opens the hub's file itself: closing it would release the locks that SQLite has on it.
 */
final class HubFile implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final LockFile lock;

    /** Names the file itself, whatever its path; {@code null} where the system has no such key. */
    private final @Nullable Object key;

    private HubFile(Path file, LockFile lock, @Nullable Object key) {
        this.file = file;
        this.lock = lock;
        this.key = key;
    }

    /**
     * Locks the file. Makes it first where it is missing, readable by its owner alone.
     *
     * @throws SinkException if another hub holds it, or if it cannot be made
     */
    static HubFile lock(Path path) {
        try {
            Path file = real(path);
            Object key = keyOf(file);
            Path beside = beside(file, ".lock");
            createIfMissing(beside);
            LockFile lock = LockFile.tryLock(beside, note());
            if (lock == null) {
                throw inUse(file, beside);
            }
            return new HubFile(file, lock, key);
        } catch (IOException e) {
            throw new SinkException(
                    "Cannot make or lock the file of the hub, " + path
                            + ". Check that this user may write to its directory",
                    e);
        }
    }

    private static String note() {
        return "process " + ThisProcess.number() + " on the host " + ThisProcess.host() + " since "
                + Amounts.toSecond(Instant.now());
    }

    private static SinkException inUse(Path file, Path lock) {
        if (LockFile.isLockedByThisProcess(lock)) {
            return new SinkException("Another hub of this program has the file " + file
                    + " open. Use one Hub for it everywhere, or close the other one");
        }
        String holder = OneLine.of(LockFile.note(lock));
        return new SinkException("Another process has the hub " + file + " open"
                + (holder.isBlank() ? "" : " (" + holder + ")")
                + ". Only one process may use a hub at a time: stop the other one, or name another file");
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(requireNonNull(file.getFileName()) + ending);
    }

    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path directory = requireNonNull(absolute.getParent(), "directory");
        Files.createDirectories(directory);
        if (Files.isDirectory(absolute)) {
            throw new SinkException("Cannot open the hub " + path + ": it is a directory. Name a file");
        }
        createIfMissing(absolute);
        refuseLinked(absolute);
        return absolute.toRealPath();
    }

    /** A second name of the file would have a log and a lock of its own, and SQLite would damage the file. */
    private static void refuseLinked(Path file) throws IOException {
        boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        if (isUnix && (Integer) Files.getAttribute(file, "unix:nlink") > 1) {
            throw new SinkException("Cannot open the hub " + file
                    + ": the file has a second name (a hard link), by which another process could write to it unnoticed."
                    + " Remove the other name, or use a copy");
        }
    }

    /**
     * Refuses to go on if the file was deleted, moved or replaced: the rows would be lost when the program ends.
     *
     * @throws SinkException if it was
     */
    void refuseReplaced() {
        Object now;
        try {
            now = keyOf(file);
        } catch (IOException e) {
            now = "missing";
        }
        if (!Objects.equals(key, now)) {
            throw new SinkException("The file of the hub, " + file
                    + ", was deleted, moved or replaced while it was open. Close the hub, and build a new one: it makes"
                    + " the file if it is missing");
        }
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Creates the file. Never opens an existing one, since this process may hold a lock on it. */
    private static void createIfMissing(Path file) throws IOException {
        try {
            if (isPosix(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // Its mode stays, until SQLite has found that the file is a hub.
        }
    }

    /**
     * Makes the file and its log readable by the owner alone, once SQLite has found that the file is a hub. The mode of any other file is left
     * alone, since its path may be a mistake.
     *
     * @throws SinkException if the mode cannot be set
     */
    void restrictToOwner() {
        try {
            for (Path each : List.of(file, beside(file, "-wal"), beside(file, "-shm"))) {
                if (isPosix(each)
                        && Files.exists(each)
                        && !Files.getPosixFilePermissions(each).equals(OWNER_ALONE)) {
                    Files.setPosixFilePermissions(each, OWNER_ALONE);
                }
            }
        } catch (IOException e) {
            throw new SinkException(
                    "Cannot make the hub " + file
                            + " readable by its owner alone. Set the mode 0600, or use a file that this user owns",
                    e);
        }
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(requireNonNull(file.getParent()), PosixFileAttributeView.class) != null;
    }

    Path path() {
        return file;
    }

    /** Returns the bytes that the hub takes on the disk: the file and its log. */
    long size() throws IOException {
        Path log = beside(file, "-wal");
        return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
    }

    /** Gives the file back. */
    @Override
    public void close() {
        lock.close();
    }
}
