package io.intercomsync.jdbc.internal.load;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.connect.Connections;
import io.intercomsync.jdbc.internal.error.LockWaitException;
import io.intercomsync.jdbc.internal.error.Retry;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.schema.Tables;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Stores changes, one after the other, and refuses to undo what another sink has stored meanwhile. */
public final class SinkWriter {
    private final Connections connections;
    private final TableNames names;
    private final DeletionMode deletion;
    private final Clock clock;
    private final Supplier<Tables> tables;
    private final Retry.Source retries;
    private final AtomicBoolean isWriting = new AtomicBoolean();
    /** By workspace and feed, the checkpoint that this sink has read or stored last. */
    private final Map<List<String>, Optional<Checkpoint>> seen = new ConcurrentHashMap<>();

    /**
     * @param deletion what happens to rows whose object was deleted or merged
     * @param tables gives the tables, after a connection was opened
     */
    public SinkWriter(
            Connections connections,
            TableNames names,
            DeletionMode deletion,
            Clock clock,
            Supplier<Tables> tables,
            Retry.Source retries) {
        this.connections = connections;
        this.names = names;
        this.deletion = deletion;
        this.clock = clock;
        this.tables = tables;
        this.retries = retries;
    }

    /** Notes the checkpoint of a feed that was read; nothing if there is none. */
    public void note(String workspace, String feed, Optional<Checkpoint> stored) {
        seen.put(List.of(workspace, feed), stored);
    }

    /** Forgets what it has seen. */
    public void forget() {
        seen.clear();
    }

    /**
     * Makes the schema and the table of checkpoints, so that a run that may not write ends before it reads anything. Does nothing
     * while another run stores something by this sink.
     *
     * @param place what only one sink may write to at a time
     * @throws SinkException if they cannot be made, or a schema that the sink must not alter lacks something
     */
    public void prepare(String place) {
        if (isWriting.compareAndSet(false, true)) {
            try {
                repeated(place, retries.begin(), "Cannot prepare", connection -> {
                    tables.get().beginRun();
                    return tables.get().prepareCheckpoints(connection);
                });
            } finally {
                endWriting();
            }
        }
    }

    /**
     * Stores the changes in one transaction.
     *
     * @param place what only one sink may write to at a time
     * @throws SinkException if they could not be stored, or another thread is storing something else
     */
    public WriteResult store(Changes changes, String place) {
        if (!isWriting.compareAndSet(false, true)) {
            throw new SinkException("Cannot store " + changes + " in " + names.title() + ": this sink is storing"
                    + " something else at this moment. A sink serves one engine: let one run end before the other begins or,"
                    + " if they read different workspaces, build a sink for each");
        }
        try {
            UnitAttempts attempts = new UnitAttempts(changes.checkpoint(), retries.begin());
            return repeated(
                    place,
                    attempts.retry(),
                    "Cannot store " + changes + " in",
                    connection -> store(connection, changes, attempts));
        } finally {
            endWriting();
        }
    }

    private void endWriting() {
        if (connections.endWriting()) {
            seen.clear();
        }
        isWriting.set(false);
    }

    /** Works on the connection to write by. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does the work. After an error that passes, does the whole of it again, if need be by another connection.
     *
     * @param doing the beginning of a message, which the name of the schema ends
     */
    private <T> T repeated(String place, Retry retry, String doing, Work<T> work) {
        boolean wasConnected = connections.isConnected();
        while (true) {
            try {
                return explained(connections.beginWriting(place), work);
            } catch (SQLException e) {
                tables.get().forget();
                DatabaseErrors errors = connections.database().errors();
                if (errors.isConnectionLost(e)) {
                    connections.dropWriter();
                }
                if (!retry.again(e, errors, connections.isBroken())) {
                    throw SinkFailure.of(doing + " " + names.title() + retry.told(), e, errors);
                }
                wasConnected = true;
            } catch (SinkException e) {
                if (!wasConnected || !retry.again(e, connections.database().errors())) {
                    throw e;
                }
            } catch (Throwable e) { // of a driver or a pool; nobody knows the state of its connection
                connections.dropWriter();
                forgetTables();
                throw e;
            }
        }
    }

    private <T> T explained(Connection connection, Work<T> work) throws SQLException {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw LockWaitException.explained(e, connections.database().dialect(), connection, names.schema());
        }
    }

    private void forgetTables() {
        if (connections.isKnown()) {
            tables.get().forget();
        }
    }

    private WriteResult store(Connection connection, Changes changes, UnitAttempts attempts) throws SQLException {
        CheckpointTable checkpoints = tables.get().prepareCheckpoints(connection);
        refuseUnseen(checkpoints.load(connection, changes.workspace(), changes.feed()), changes, attempts);
        WriteResult result = new ChangesWriter(
                        connection, connections.database(), tables.get(), checkpoints, deletion, clock)
                .write(changes);
        tables.get().makeViews(connection);
        if (result.refused().isEmpty()) { // else no checkpoint was stored
            note(changes.workspace(), changes.feed(), Optional.of(changes.checkpoint()));
        }
        return result;
    }

    /** Another sink may have stored something, for example while a broken connection had lost the writer's place. */
    private void refuseUnseen(Optional<Checkpoint> stored, Changes changes, UnitAttempts attempts) {
        Optional<Checkpoint> known = seen.get(List.of(changes.workspace(), changes.feed()));
        if ((known != null && !known.equals(stored) && !attempts.mayHaveStored(stored)) || !attempts.expects(stored)) {
            throw new SinkException("Another run has written to the feed " + changes.feed() + " of " + names.title()
                    + " meanwhile. Only one run may write at a time: let the other one end, then run again; the run goes on"
                    + " from what the other one has stored");
        }
    }
}
