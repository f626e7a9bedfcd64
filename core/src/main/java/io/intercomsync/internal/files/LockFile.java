package io.intercomsync.internal.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a file against other processes and against other users of it in this one. The system frees the lock when the process ends. The file
 * stays: deleting it would let two processes lock two files of the same name.
 *
 * <p>On POSIX systems a process loses its locks on a file when it closes any handle of that file. So nobody here opens a file that this
 * process has locked, and a file that another class loader of the process has locked stays open. An interrupted thread closes a {@code
 * FileChannel} when it reads or writes; a {@code RandomAccessFile} stays open.
 */
public final class LockFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LockFile.class);

    private static final int LONGEST_NOTE = 200;

    /** Open files that this class has locked. The lock of the system does not tell two users in one process apart. */
    private static final Map<Path, RandomAccessFile> LOCKED = new HashMap<>();

    /** Open files that another class loader of this process has locked. Each use holds the monitor of {@link #LOCKED}. */
    private static final Map<Path, RandomAccessFile> LOCKED_BY_OTHER_LOADERS = new HashMap<>();

    private final Path path;
    private final RandomAccessFile file;

    private LockFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Locks the file, and makes it if it is missing.
     *
     * @param path the real path, so that each file has one path
     * @param note tells others who has the lock; is left out if it cannot be written
     * @return {@code null} if the file is locked already
     * @throws IOException if the file cannot be made or opened
     */
    public static @Nullable LockFile tryLock(Path path, String note) throws IOException {
        synchronized (LOCKED) {
            RandomAccessFile file = LOCKED.containsKey(path) ? null : locked(path);
            if (file == null) {
                return null;
            }
            LOCKED.put(path, file);
            write(path, file, note);
            return new LockFile(path, file);
        }
    }

    private static @Nullable RandomAccessFile locked(Path path) throws IOException {
        RandomAccessFile known = LOCKED_BY_OTHER_LOADERS.remove(path);
        RandomAccessFile file = known == null ? new RandomAccessFile(path.toFile(), "rw") : known;
        boolean isInUse = false;
        try {
            isInUse = file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) != null; // the note stays readable
            return isInUse ? file : null;
        } catch (OverlappingFileLockException e) { // another class loader has this class, and its own map
            LOCKED_BY_OTHER_LOADERS.put(path, file);
            isInUse = true;
            return null;
        } finally {
            if (!isInUse) {
                file.close();
            }
        }
    }

    private static void write(Path path, RandomAccessFile file, String note) {
        try {
            file.setLength(0);
            file.write(note.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.debug("Locked {}, but could not write to it who has the lock", path, e);
        }
    }

    /** Returns whether this process has locked the file, as far as the last attempt to lock it told. */
    public static boolean isLockedByThisProcess(Path path) {
        synchronized (LOCKED) {
            return LOCKED.containsKey(path) || LOCKED_BY_OTHER_LOADERS.containsKey(path);
        }
    }

    /** Returns the note of the process that has locked the file; empty if it has none or cannot be read. */
    public static String note(Path path) {
        synchronized (LOCKED) {
            RandomAccessFile open = LOCKED.getOrDefault(path, LOCKED_BY_OTHER_LOADERS.get(path));
            try {
                return open == null ? readOnce(path) : read(open);
            } catch (IOException e) {
                log.debug("Cannot read from {} who has the lock", path, e);
                return "";
            }
        }
    }

    private static String readOnce(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return read(file);
        }
    }

    private static String read(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[LONGEST_NOTE];
        file.seek(0);
        int length = Math.max(0, file.read(bytes));
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Frees the lock. */
    @Override
    public void close() {
        synchronized (LOCKED) {
            LOCKED.remove(path, file);
            try {
                file.close();
            } catch (IOException e) {
                log.debug("The lock on {} is free, but closing the file failed", path, e);
            }
        }
    }
}
