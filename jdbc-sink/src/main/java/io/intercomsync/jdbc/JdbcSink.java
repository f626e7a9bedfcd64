package io.intercomsync.jdbc;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the collections as tables of one schema of a database: {@code users}, {@code companies}, {@code contacts} and so on,
 * with a column for each column of the collection and these beside them: {@code received_at}, when this version of the row was
 * first written; {@code deleted_at}, when its object was deleted in Intercom; for users and contacts {@code merged_into}, the id
 * of the person that this one was merged into; and {@code _row_hash}, by which the sink sees what changed. Checkpoints are in
 * the table {@code _intercom_sync_checkpoints}.
 *
 * <p>Each {@link Changes} is one transaction. The schema, tables and columns that are missing are made; nothing is ever dropped
 * or narrowed. A row that is stored as it comes is not written again, and an older version never replaces a newer one. A
 * row that the database refuses is kept out, with its children, and {@linkplain #store told}; so is one that a trigger, a
 * rule or a policy keeps out without a fault.
 *
 * <p>Only one sink at a time may write to a schema. In PostgreSQL a lock sees to it; in DuckDB and H2 the lock on the file, which
 * holds off other processes alone; with a dialect of your own nothing does. The sink holds its place from the begin of a run to
 * its end; without an engine, from its first write on. {@link #close()} frees its place and its connections; a sink that was closed
 * opens them anew when it is used again. A write or a read that is under way goes on, and then closes its connection. A sink serves
 * one engine; it may be read from any thread.
 */
public final class JdbcSink implements CheckpointingSink, ReadableSink, ReportingSink {
    private final Connections connections;
    private final String schema;
    private final OnDelete onDelete;
    private final boolean isShared;
    private final Clock clock;
    /** By workspace and feed, the checkpoint that was read or stored last: what others store after it must not be undone. */
    private final Map<List<String>, Optional<Checkpoint>> seen = new ConcurrentHashMap<>();

    private final AtomicBoolean isWriting = new AtomicBoolean();
    private volatile @Nullable Tables tables;

    private JdbcSink(Builder builder) {
        connections = new Connections(builder.source, builder.dialect, builder.writerWait);
        schema = builder.schema;
        onDelete = builder.onDelete;
        isShared = builder.workspaceColumn;
        clock = Clock.systemUTC();
    }

    /**
     * A sink in the database that this source leads to. It writes by one connection, which it keeps for as long as a run lasts, and
     * reads by another one for each thread that reads at that moment, of which it keeps one. So a pool must have 2 for each sink
     * at least. With 2, threads read one after the other; with the usual {@code maxConcurrentCalls} a run uses 89 at most.
     */
    public static Builder builder(DataSource dataSource) {
        requireNonNull(dataSource, "dataSource");
        return new Builder(dataSource::getConnection);
    }

    /**
     * A sink in the database of this URL, whose driver is on the class path.
     *
     * @param url {@code jdbc:postgresql://host/database}, {@code jdbc:duckdb:warehouse.duckdb}, {@code jdbc:h2:./warehouse}, ...
     * @throws IllegalArgumentException if it does not begin with {@code jdbc:}
     */
    public static Builder builder(String url) {
        Builder builder = new Builder(new UrlSource(url));
        return url.startsWith("jdbc:duckdb:") ? builder.dialect(Dialect.DUCKDB) : builder;
    }

    /**
     * {@inheritDoc} Takes the writer's place and, while another sink holds it, waits for as long as
     * {@link Builder#writerWait} says.
     */
    @Override
    public void beginRun(String workspace) {
        try {
            connections.beginRun(place(workspace));
        } catch (SQLException e) {
            throw Failures.of("Cannot open the schema " + schema, e);
        }
    }

    /** {@inheritDoc} Gives the writer's place and all connections back, unless a database in memory would go with them. */
    @Override
    public void endRun() {
        if (connections.endRun()) {
            forget();
        }
    }

    @Override
    public UnitSize unitSize() {
        return connections.unitSize();
    }

    /**
     * {@inheritDoc}
     *
     * @throws SinkException also if a write of another thread is under way, which goes on undisturbed: a sink serves one engine
     */
    @Override
    public WriteResult store(Changes changes) {
        if (!isWriting.compareAndSet(false, true)) {
            throw new SinkException("Cannot store " + changes + " in the schema " + schema + ": this sink is storing"
                    + " something else at this moment. A sink serves one engine: let one run end before the other begins or,"
                    + " if they read different workspaces, build a sink for each");
        }
        try {
            return storeAlone(changes);
        } finally {
            if (connections.endWriting()) {
                seen.clear();
            }
            isWriting.set(false);
        }
    }

    private WriteResult storeAlone(Changes changes) {
        String doing = "Cannot store " + changes + " in the schema " + schema;
        try {
            Connection connection = connections.beginWriting(place(changes.workspace()));
            return store(connection, changes);
        } catch (SQLException e) {
            Tables known = tables;
            if (known != null) {
                known.forget();
            }
            throw Failures.of(doing, e);
        }
    }

    private WriteResult store(Connection connection, Changes changes) throws SQLException {
        try {
            WriteResult result = storeSeen(connection, changes);
            if (result.refused().isEmpty()) { // else no checkpoint was stored
                seen.put(feed(changes.checkpoint()), Optional.of(changes.checkpoint()));
            }
            return result;
        } catch (SQLException e) {
            throw LockWaitException.explained(e, connections.engine(), connection, schema);
        }
    }

    /** What only one sink at a time may write to. */
    private String place(String workspace) {
        String folded = Names.folded(schema); // as it is looked for
        return isShared ? "the workspace " + workspace + " in the schema " + folded : "the schema " + folded;
    }

    private WriteResult storeSeen(Connection connection, Changes changes) throws SQLException {
        Checkpoints checkpoints = tables().prepareCheckpoints(connection);
        refuseUnseen(checkpoints.load(connection, changes.workspace(), changes.feed()), changes.checkpoint());
        return new ChangesWriter(connection, connections.engine(), tables(), checkpoints, onDelete, clock)
                .write(changes);
    }

    /**
     * Refuses to go back behind what another sink has stored: while a broken connection had lost the writer's place, for
     * example.
     */
    private void refuseUnseen(Optional<Checkpoint> stored, Checkpoint next) {
        Optional<Checkpoint> known = seen.get(feed(next));
        if (known != null && !known.equals(stored)) {
            throw new SinkException("Another run has written to the feed " + next.feed() + " of the schema " + schema
                    + " meanwhile. Only one may at a time: see that no other is at work, then run again; the run goes on from"
                    + " what the other one has stored");
        }
    }

    private static List<String> feed(Checkpoint checkpoint) {
        return List.of(checkpoint.workspace(), checkpoint.feed());
    }

    private Tables tables() {
        Tables known = tables;
        if (known == null) {
            known = new Tables(connections.engine(), schema, isShared);
            tables = known;
        }
        return known;
    }

    @Override
    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        Optional<Checkpoint> stored = read("the checkpoint of " + feed, connection -> {
            Optional<Checkpoints> there = tables().checkpoints(connection);
            return there.isEmpty() ? Optional.empty() : there.get().load(connection, workspace, feed);
        });
        seen.put(List.of(workspace, feed), stored);
        return stored;
    }

    @Override
    public Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return keys.isEmpty()
                ? Map.of()
                : read(collection.tableName(), connection -> {
                    Optional<StoredReader> reader = reader(connection, workspace, collection);
                    return reader.isEmpty() ? Map.of() : reader.get().versions(keys);
                });
    }

    @Override
    public long liveRows(String workspace, IntercomCollection collection) {
        return read(collection.tableName(), connection -> {
            Optional<StoredReader> reader = reader(connection, workspace, collection);
            return reader.isEmpty() ? 0L : reader.get().liveRows();
        });
    }

    @Override
    public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        Connection connection = connections.reader();
        try {
            return liveKeys(connection, workspace, collection);
        } catch (SQLException e) {
            connections.endStream(connection);
            throw Failures.of("Cannot read " + collection.tableName(), e);
        } catch (RuntimeException e) {
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
                    throw Failures.of("Cannot read " + collection.tableName(), e);
                })
                .onClose(() -> connections.endStream(connection));
    }

    private Optional<StoredReader> reader(Connection connection, String workspace, IntercomCollection collection)
            throws SQLException {
        return tables().find(connection, collection)
                .map(table -> new StoredReader(connection, connections.engine(), table, workspace));
    }

    /** What reads by a connection. */
    @FunctionalInterface
    private interface Reading<T> {
        T by(Connection connection) throws SQLException;
    }

    private <T> T read(String what, Reading<T> reading) {
        String doing = "Cannot read " + what + " in the schema " + schema;
        Connection connection = connections.reader();
        try {
            return reading.by(connection);
        } catch (SQLException e) {
            throw Failures.of(doing, LockWaitException.explained(e, connections.engine(), connection, schema));
        } finally {
            connections.giveBack(connection);
        }
    }

    @Override
    public void close() {
        connections.close();
        forget();
    }

    private void forget() {
        tables = null; // somebody may change them before the sink is used again
        seen.clear();
    }

    /** What a sink is made with. */
    public static final class Builder {
        /** PostgreSQL counts milliseconds by 31 bits. */
        private static final Duration LONGEST_WAIT = Duration.ofDays(24);

        private final Connections.Source source;
        private String schema = "intercom";
        private @Nullable Dialect dialect;
        private OnDelete onDelete = OnDelete.MARK;
        private boolean workspaceColumn;
        private Duration writerWait = Duration.ofSeconds(30);

        private Builder(Connections.Source source) {
            this.source = source;
        }

        /**
         * The user to connect as. There is no default: the URL may name one.
         *
         * @throws IllegalStateException if the sink is built on a {@link DataSource}, which knows its user
         */
        public Builder user(String user) {
            url().user(requireNonNull(user, "user"));
            return this;
        }

        /**
         * The user's password. It is never logged.
         *
         * @throws IllegalStateException if the sink is built on a {@link DataSource}, which knows its password
         */
        public Builder password(String password) {
            url().password(requireNonNull(password, "password"));
            return this;
        }

        private UrlSource url() {
            if (source instanceof UrlSource url) {
                return url;
            }
            throw new IllegalStateException("The DataSource knows its user and password; give them to it");
        }

        /**
         * The schema of the tables, made if it is missing. The default is {@code intercom}.
         *
         * @throws IllegalArgumentException if the name is blank or contains U+0000
         */
        public Builder schema(String schema) {
            requireNonNull(schema, "schema");
            if (schema.isBlank() || schema.indexOf(0) >= 0) {
                throw new IllegalArgumentException("Not the name of a schema: \"" + schema + "\"");
            }
            this.schema = schema;
            return this;
        }

        /** How the database spells things. The default is told by the connection. */
        public Builder dialect(Dialect dialect) {
            this.dialect = requireNonNull(dialect, "dialect");
            return this;
        }

        /** What to do with rows whose object was deleted or merged. The default is {@link OnDelete#MARK}. */
        public Builder onDelete(OnDelete onDelete) {
            this.onDelete = requireNonNull(onDelete, "onDelete");
            return this;
        }

        /**
         * Lets several workspaces share the schema: each table gets a column {@code workspace_id}, which is part of its key. By
         * default a schema belongs to the workspace that is first stored in it, and another one's is refused.
         */
        public Builder workspaceColumn() {
            workspaceColumn = true;
            return this;
        }

        /**
         * How long to wait, once a run, while another sink writes to the schema; more than 24 days are 24 days. The default is 30 seconds.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder writerWait(Duration wait) {
            requireNonNull(wait, "wait");
            if (wait.isNegative()) {
                throw new IllegalArgumentException("Not a time to wait: " + wait);
            }
            writerWait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
            return this;
        }

        /** Makes the sink. It connects when it is first used. */
        public JdbcSink build() {
            return new JdbcSink(this);
        }
    }
}
