package io.intercomsync.jdbc.internal.read;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.connect.Connections;
import io.intercomsync.jdbc.internal.error.LockWaitException;
import io.intercomsync.jdbc.internal.error.Retry;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.schema.Tables;
import io.intercomsync.jdbc.internal.sql.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what a schema holds, by connections of its own, so that it sees only what is committed. Several threads may read at once. */
public final class SinkReader {
    private final Connections connections;

    private final TableNames names;
    private final Supplier<Tables> tables;
    private final Retry.Source retries;

    /** @param tables gives the tables, after a connection was opened */
    public SinkReader(Connections connections, TableNames names, Supplier<Tables> tables, Retry.Source retries) {
        this.connections = connections;
        this.names = names;
        this.tables = tables;
        this.retries = retries;
    }

    /** Reads by a connection. */
    @FunctionalInterface
    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Reads from a table. */
    @FunctionalInterface
    private interface TableQuery<T> {
        T run(StoredReader reader) throws SQLException;
    }

    /** Returns the checkpoint of a feed, if there is one. */
    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return read("the checkpoint of " + feed, connection -> {
            Optional<CheckpointTable> checkpoints = tables.get().checkpoints(connection);
            return checkpoints.isEmpty() ? Optional.empty() : checkpoints.get().load(connection, workspace, feed);
        });
    }

    /** Returns the versions of the live rows that have these keys. */
    public Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return keys.isEmpty() ? Map.of() : read(workspace, collection, Map.of(), reader -> reader.versions(keys));
    }

    /** Returns those of the keys whose live rows were stored without children that the database refused. */
    public Set<List<String>> lackingChildren(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return keys.isEmpty()
                ? Set.of()
                : read(workspace, collection, Set.of(), reader -> reader.lackingChildren(keys));
    }

    /** Returns how many live rows there are. */
    public long liveRows(String workspace, IntercomCollection collection) {
        return read(workspace, collection, 0L, StoredReader::liveRows);
    }

    private <T> T read(String workspace, IntercomCollection collection, T ifNoTable, TableQuery<T> query) {
        return read(names.of(collection), connection -> {
            Optional<StoredReader> reader = reader(connection, workspace, collection);
            return reader.isEmpty() ? ifNoTable : query.run(reader.get());
        });
    }

    /** Reads; after an error that passes, tries again, if need be by another connection. */
    private <T> T read(String what, Query<T> query) {
        // a pool without a connection has waited already, and may be too small
        boolean wasConnected = connections.isConnected() && !connections.isPool();
        Retry retry = retries.begin();
        while (true) {
            try {
                return readOnce(query);
            } catch (SQLException e) {
                DatabaseErrors errors = connections.database().errors();
                if (!retry.again(e, errors, false)) {
                    throw SinkFailure.of("Cannot read " + what + " in " + names.title() + retry.told(), e, errors);
                }
                wasConnected = true;
            } catch (SinkException e) {
                if (!wasConnected || !retry.again(e, connections.database().errors())) {
                    throw e;
                }
            }
        }
    }

    private <T> T readOnce(Query<T> query) throws SQLException {
        Connection connection = connections.reader();
        try {
            return connections.database().read(() -> query.run(connection));
        } catch (SQLException e) {
            if (connections.database().errors().isConnectionLost(e)) {
                Transaction.closeQuietly(connection); // some drivers still call it valid
            }
            throw LockWaitException.explained(e, connections.database().dialect(), connection, names.schema());
        } catch (Throwable e) { // of a driver or a pool; nobody knows the state of its connection
            connections.endStream(connection);
            throw e;
        } finally {
            connections.giveBack(connection);
        }
    }

    /** Returns the keys of live rows in the order of their UTF-8 bytes, fetched as they are read. */
    public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        Connection connection = connections.reader();
        try {
            return connections.database().read(() -> liveKeys(connection, workspace, collection));
        } catch (SQLException e) {
            connections.endStream(connection);
            throw cannotRead(collection, e);
        } catch (Throwable e) { // of a driver or a pool
            connections.endStream(connection);
            throw e;
        }
    }

    private Stream<List<String>> liveKeys(Connection connection, String workspace, IntercomCollection collection)
            throws SQLException {
        Optional<StoredReader> reader = reader(connection, workspace, collection);
        if (reader.isEmpty()) {
            connections.giveBack(connection);
            return Stream.empty();
        }
        connections.keepForStream(connection);
        return reader.get()
                .liveKeys(e -> {
                    throw cannotRead(collection, e);
                })
                .onClose(() -> connections.endStream(connection));
    }

    private SinkException cannotRead(IntercomCollection collection, SQLException e) {
        return SinkFailure.of(
                "Cannot read " + names.of(collection) + " in " + names.title(),
                e,
                connections.database().errors());
    }

    private Optional<StoredReader> reader(Connection connection, String workspace, IntercomCollection collection)
            throws SQLException {
        return tables.get()
                .find(connection, collection)
                .map(table -> new StoredReader(connection, connections.database(), table, workspace));
    }
}
