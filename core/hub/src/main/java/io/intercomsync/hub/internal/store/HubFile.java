package io.intercomsync.hub.internal.store;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import io.intercomsync.internal.value.OneLine;
import io.intercomsync.internal.value.ThisProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the file against other processes and other hubs of this one. The lock is on a file beside it: closing any handle of a locked
 * file would give the lock away, and SQLite has its own locks on the file.
 */
final class HubFile implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    /** Where SQLite keeps the application's number in its file. */
    private static final int APPLICATION_AT = 68;
    /** The system's lock does not tell two hubs of one process apart, so they have this list. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** Channels to files that another class loader of this process has locked. On POSIX systems, closing one would free that lock. */
    private static final Set<FileChannel> FOREIGN = ConcurrentHashMap.newKeySet();

    private static final int LONGEST_HOLDER = 200;

    private final Path file;
    private final FileChannel channel;

    /** Names the file itself, whatever its path; {@code null} where the system has no such key. */
    private final @Nullable Object key;

    private HubFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.key = keyOf(file);
    }

    /**
     * Locks the file. Makes it first where it is missing, readable by its owner alone.
     *
     * @throws SinkException if another hub holds it, or if it cannot be made
     */
    static HubFile lock(Path path) {
        try {
            Path file = real(path);
            if (!HELD_HERE.add(file)) {
                throw new SinkException("Another hub of this program has the file " + file
                        + " open. Use one Hub for it everywhere, or close the other one");
            }
            try {
                return new HubFile(file, locked(file));
            } catch (Throwable e) {
                HELD_HERE.remove(file);
                throw e;
            }
        } catch (IOException e) {
            throw new SinkException(
                    "Cannot make or lock the file of the hub, " + path
                            + ". Check that this user may write to its directory",
                    e);
        }
    }

    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path directory = requireNonNull(absolute.getParent(), "directory");
        Files.createDirectories(directory);
        if (Files.isDirectory(absolute)) {
            throw new SinkException("Cannot open the hub " + path + ": it is a directory. Name a file");
        }
        create(absolute);
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
     * Refuses to go on once the file has another place: what is written would be lost at the end of the program.
     *
     * @throws SinkException if the file was deleted, moved or replaced
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

    private static void create(Path file) throws IOException {
        boolean isPosix = isPosix(file);
        try {
            if (isPosix) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            if (isPosix && !Files.getPosixFilePermissions(file).equals(OWNER_ALONE) && isOurs(file)) {
                Files.setPosixFilePermissions(file, OWNER_ALONE);
            }
        }
    }

    /**
     * Returns whether the file is empty or a hub. The mode of any other is left alone, since its path may be a mistake. Is not for an
     * open hub, whose locks SQLite would lose: its mode is right already.
     */
    private static boolean isOurs(Path file) throws IOException {
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(APPLICATION_AT + Integer.BYTES);
            boolean isHub = header.length == APPLICATION_AT + Integer.BYTES
                    && ByteBuffer.wrap(header).getInt(APPLICATION_AT) == HubSchema.APPLICATION;
            return isHub || header.length == 0;
        }
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(requireNonNull(file.getParent()), PosixFileAttributeView.class) != null;
    }

    private static FileChannel locked(Path file) throws IOException {
        Path lock = file.resolveSibling(requireNonNull(file.getFileName()) + ".lock");
        create(lock);
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isInUse = false;
        try {
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) { // the text before it stays readable
                throw new SinkException("Another process has the hub " + file + " open" + holder(channel)
                        + ". Only one process may use a hub at a time: stop the other one, or name another file");
            }
            note(channel);
            isInUse = true;
            return channel;
        } catch (OverlappingFileLockException e) { // another class loader has this library, and its own list
            FOREIGN.add(channel);
            isInUse = true;
            throw new SinkException("Another hub of this program has the file " + file
                    + " open. Use one Hub for it everywhere, or close the other one");
        } finally {
            if (!isInUse) {
                channel.close();
            }
        }
    }

    private static void note(FileChannel channel) throws IOException {
        String holder = "process " + ThisProcess.number() + " on the host " + ThisProcess.host() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HOLDER);
        channel.read(bytes, 0);
        String holder = OneLine.of(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
        return holder.isBlank() ? "" : " (" + holder + ")";
    }

    Path path() {
        return file;
    }

    /** Returns the bytes that the hub takes on the disk: the file and its log. */
    long size() throws IOException {
        Path log = file.resolveSibling(requireNonNull(file.getFileName()) + "-wal");
        return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
    }

    /** Gives the file back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SinkException("Cannot give back the hub " + file, e);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
