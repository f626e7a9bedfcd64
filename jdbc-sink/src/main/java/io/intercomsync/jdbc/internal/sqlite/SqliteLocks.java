package io.intercomsync.jdbc.internal.sqlite;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the writer's place by a lock on a file beside the database, one for each place. The system frees it when the process ends. The file
 * stays: deleting it would let two writers lock two files of the same name.
 */
final class SqliteLocks implements DatabaseLocks {
    static final SqliteLocks INSTANCE = new SqliteLocks();

    /** The system's lock does not tell two sinks of one process apart, so they have this list. Each use holds its monitor. */
    private static final Map<Path, Held> HELD = new HashMap<>();

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
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false); // the text before it stays readable
            isLocked = lock != null;
            if (isLocked) {
                String holder = "Process " + ProcessHandle.current().pid() + " has it since "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS);
                channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (OverlappingFileLockException e) { // another class loader has this library, and its own list
            return null;
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
        return isLocked ? channel : null;
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
        try {
            return PrintableText.firstLine(Files.readString(file(connection, place)));
        } catch (IOException e) {
            return "";
        }
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
