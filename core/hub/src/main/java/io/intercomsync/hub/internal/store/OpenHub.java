package io.intercomsync.hub.internal.store;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.CheckpointException;
import io.intercomsync.error.SinkException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The file while it is open: its lock, the one connection that writes, those that read. */
final class OpenHub implements AutoCloseable {
    private final HubFile file;
    final HubConnection writer;
    final ReaderConnections readers;
    final Shapes shapes = new Shapes();
    /** Names this opening of the file. A restored copy of the file that is written to has other sessions. */
    private final String session = randomToken();

    private final String hub;

    private OpenHub(HubFile file, HubConnection writer) throws SQLException {
        this.file = file;
        this.writer = writer;
        this.readers = new ReaderConnections(file.path());
        this.hub = requireNonNull(fact(writer, HubSchema.HUB));
    }

    static OpenHub open(Path path) {
        SqliteDriver.check();
        HubFile file = HubFile.lock(path);
        try {
            return opened(file);
        } catch (SQLException e) {
            file.close();
            throw SqliteErrors.of("Cannot open the hub " + file.path(), e);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private static OpenHub opened(HubFile file) throws SQLException {
        HubConnection writer = SqliteDriver.open(file.path());
        try {
            HubSchema.prepare(writer, file.path());
            file.restrictToOwner();
            return new OpenHub(file, writer);
        } catch (Throwable e) {
            writer.close();
            throw e;
        }
    }

    private static String randomToken() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static @Nullable String fact(HubConnection connection, String name) throws SQLException {
        return connection.first("SELECT value FROM facts WHERE name = ?", row -> row.getString(1), name);
    }

    String hub() {
        return hub;
    }

    HubFile file() {
        return file;
    }

    /** @throws CheckpointException if the hub holds another workspace */
    void refuseOther(HubConnection connection, String workspace) throws SQLException {
        String held = fact(connection, HubSchema.WORKSPACE);
        if (held != null && !held.equals(workspace)) {
            throw CheckpointException.ofAnotherWorkspace("the hub " + file.path(), held, workspace);
        }
    }

    /** Gives the touched families the next numbers. A step without a family takes a number, too. */
    void number(Iterable<Long> touched, boolean isStep, Clock clock) throws SQLException {
        long last = lastSeq(writer);
        long next = last;
        for (long family : touched) {
            writer.update("UPDATE families SET seq = ? WHERE n = ?", ++next, family);
        }
        if (isStep) {
            next++;
        }
        if (next > last) {
            writer.update("INSERT INTO commits VALUES (?, ?, ?)", next, clock.millis(), session);
        }
    }

    static long lastSeq(HubConnection connection) throws SQLException {
        return connection.number("SELECT max(seq) FROM commits");
    }

    @Override
    public void close() {
        try {
            readers.close();
            writer.close();
        } catch (SQLException e) {
            throw SqliteErrors.of("Cannot close the hub " + file.path(), e);
        } finally {
            file.close();
        }
    }

    SinkException failed(String doing, SQLException e) {
        return SqliteErrors.of(doing + " the hub " + file.path(), e);
    }
}
