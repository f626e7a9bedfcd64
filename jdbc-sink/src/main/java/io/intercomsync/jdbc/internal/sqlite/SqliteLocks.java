package io.intercomsync.jdbc.internal.sqlite;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import io.intercomsync.internal.files.LockFile;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.ThisProcess;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Takes the writer's place by a lock on a file beside the database, one for each place. */
final class SqliteLocks implements DatabaseLocks {
    static final SqliteLocks INSTANCE = new SqliteLocks();

    /** The places that this class loader has taken. Each use holds its monitor. */
    private static final Map<Path, Held> HELD = new HashMap<>();

    private record Held(Connection connection, String place, LockFile lock) {}

    private SqliteLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        Path file = file(connection, place);
        synchronized (HELD) {
            if (isHeldHere(file)) {
                return requireNonNull(HELD.get(file)).connection() == connection;
            }
            try {
                LockFile lock = LockFile.tryLock(file, note());
                if (lock == null) {
                    return false;
                }
                HELD.put(file, new Held(connection, place, lock));
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

    private static String note() {
        return "Process " + ThisProcess.number() + " has it since " + Amounts.toSecond(Instant.now())
                + ", intercom-sync on the host " + ThisProcess.host();
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
        held.lock().close();
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
        return told(file)
                + (isWritten(connection)
                        ? ". Some program is writing to the file at this moment"
                        : ". No program is writing to the file at this moment");
    }

    private static String told(Path file) {
        String note = PrintableText.firstLine(LockFile.note(file));
        return note.isEmpty() ? "Another process has it" : note;
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
