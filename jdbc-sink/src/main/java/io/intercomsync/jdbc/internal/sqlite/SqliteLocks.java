package io.intercomsync.jdbc.internal.sqlite;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import io.intercomsync.internal.value.ThisProcess;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the writer's place by a lock on a file beside the database, one for each place. The system frees it when the process ends. The file
 * stays: deleting it would let two writers lock two files of the same name.
 *
 * <p>On POSIX systems a process loses its locks on a file when it closes any channel to that file. So nobody here opens a file that this
 * process has locked, and a channel to a file that another class loader of the process has locked stays open.
 */
final class SqliteLocks implements DatabaseLocks {
    static final SqliteLocks INSTANCE = new SqliteLocks();

    private static final int LONGEST_TEXT = 200;

    /** The system's lock does not tell two sinks of one process apart, so they have this list. Each use holds its monitor. */
    private static final Map<Path, Held> HELD = new HashMap<>();

    /** Open channels to files that another class loader of this process has locked. Each use holds the monitor of {@link #HELD}. */
    private static final Map<Path, FileChannel> SHARED = new HashMap<>();

    private record Held(Connection connection, String place, FileChannel channel) {}

    private SqliteLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        Path file = file(connection, place);
        synchronized (HELD) {
            if (isHeldHere(file)) {
                return requireNonNull(HELD.get(file)).connection() == connection;
            }
            try {
                FileChannel channel = locked(file);
                if (channel == null) {
                    return false;
                }
                HELD.put(file, new Held(connection, place, channel));
                return true;
            } catch (IOException e) {
                throw new SinkException(
                        "Cannot make or lock the file " + file
                                + ", by which only one sink writes at a time. Check that this user may write to its folder",
                        e);
            }
        }
    }

    /** A connection that is closed has lost its place. */
    private static boolean isHeldHere(Path file) throws SQLException {
        Held held = HELD.get(file);
        if (held != null && held.connection().isClosed()) {
            release(file, held);
            return false;
        }
        return held != null;
    }

    private static @Nullable FileChannel locked(Path file) throws IOException {
        FileChannel known = SHARED.remove(file);
        FileChannel channel = known == null ? open(file) : known;
        boolean isInUse = false;
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false); // the text before it stays readable
            isInUse = lock != null;
            if (isInUse) {
                String holder = "Process " + ThisProcess.number() + " has it since "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ", intercom-sync on the host "
                        + ThisProcess.host();
                channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            }
            return isInUse ? channel : null;
        } catch (OverlappingFileLockException e) { // another class loader has this library, and its own list
            SHARED.put(file, channel);
            isInUse = true;
            return null;
        } finally {
            if (!isInUse) {
                channel.close();
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Goes by the list, since the file of the database may be gone. */
    @Override
    public void unlock(Connection connection, String place) {
        synchronized (HELD) {
            Map.copyOf(HELD).forEach((file, held) -> {
                if (held.connection() == connection && held.place().equals(place)) {
                    release(file, held);
                }
            });
        }
    }

    private static void release(Path file, Held held) {
        HELD.remove(file);
        try {
            held.channel().close();
        } catch (IOException e) {
            // The lock is gone with the channel, whatever else failed.
        }
    }

    /** Makes no file to find out. */
    @Override
    public boolean isFree(Connection connection, String place) throws SQLException {
        Path file = file(connection, place);
        synchronized (HELD) {
            if (isHeldHere(file)) {
                return false;
            }
        }
        return !Files.isWritable(file) || DatabaseLocks.super.isFree(connection, place);
    }

    @Override
    public String holder(Connection connection, String place) throws SQLException {
        Path file = file(connection, place);
        return told(file) + (isWritten(connection) ? ", and is writing" : ", and is not writing at this moment");
    }

    private static String told(Path file) {
        synchronized (HELD) {
            Held held = HELD.get(file);
            FileChannel open = held == null ? SHARED.get(file) : held.channel();
            try {
                return PrintableText.firstLine(open == null ? Files.readString(file) : text(open));
            } catch (IOException e) {
                return "Another process has it";
            }
        }
    }

    /** Returns whether a transaction that writes is under way, by trying to begin another one. */
    private static boolean isWritten(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int patience = statement.executeQuery("PRAGMA busy_timeout").getInt(1);
            statement.execute("PRAGMA busy_timeout = 0");
            try {
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("ROLLBACK");
                return false;
            } catch (SQLException e) {
                return SqliteDatabaseErrors.INSTANCE.isLockTimeout(e);
            } finally {
                statement.execute("PRAGMA busy_timeout = " + patience);
            }
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static Path file(Connection connection, String place) throws SQLException {
        Path database = requireNonNull(SqliteFile.of(connection), "file");
        try {
            Path real = database.toRealPath();
            return real.resolveSibling(
                    real.getFileName() + String.format(Locale.ROOT, "-writer-%08x", place.hashCode()));
        } catch (IOException e) {
            throw new SinkException(
                    "The file " + database
                            + " is gone. It was deleted or moved while the sink had it open. Close the sink, then run again",
                    e);
        }
    }
}
