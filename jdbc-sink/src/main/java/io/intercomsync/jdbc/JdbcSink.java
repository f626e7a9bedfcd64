package io.intercomsync.jdbc;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.check.WarehouseInspector;
import io.intercomsync.jdbc.internal.connect.ConnectionSource;
import io.intercomsync.jdbc.internal.connect.Connections;
import io.intercomsync.jdbc.internal.connect.DatabaseAddress;
import io.intercomsync.jdbc.internal.connect.UrlSource;
import io.intercomsync.jdbc.internal.error.Retry;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.error.WaitTime;
import io.intercomsync.jdbc.internal.load.SinkWriter;
import io.intercomsync.jdbc.internal.read.SinkReader;
import io.intercomsync.jdbc.internal.schema.FivetranSchema;
import io.intercomsync.jdbc.internal.schema.SchemaScript;
import io.intercomsync.jdbc.internal.schema.Tables;
import io.intercomsync.jdbc.internal.schema.ViewWarnings;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import io.intercomsync.jdbc.internal.value.SqlNames;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores each collection as a table in a schema of a database. Beside the columns of the collection a table has {@code received_at},
 * when this version of the row was first written; {@code deleted_at}, when its object was deleted or merged in Intercom;
 * {@code merged_into}, for users and contacts, the id of the person that this one was merged into; and {@code _row_hash}, by which
 * the sink recognizes unchanged rows.
 *
 * <p>Each {@link Changes} is one transaction, which also stores the checkpoints. The sink creates the schema, tables and columns
 * that are missing, and never drops or narrows anything. It does not rewrite an unchanged row, and never replaces a newer version
 * by an older one. If the database refuses a row, or a trigger, a rule or a policy keeps it out without an error, the sink
 * keeps the row out with its children and {@linkplain #store reports} it.
 *
 * <p>Only one sink at a time may write to a schema. On PostgreSQL, MariaDB and SQLite a lock enforces this. DuckDB and H2 lock their file against
 * other processes only. A custom {@link Dialect} takes a lock if it overrides {@link Dialect#locks()}. The sink holds its place from
 * the start of a run to its end; without an engine, from its first write until {@link #close()}.
 *
 * <p>A sink serves one engine. Any thread may read from it. {@link #close()} frees its place and its connections; a write or read
 * that is under way finishes first. A closed sink connects again when it is used.
 */
public final class JdbcSink implements CheckpointingSink, ReadableSink, ReportingSink {
    private final Connections connections;
    private final TableNames names;
    private final boolean isShared;
    private final SchemaOptions options;
    private final @Nullable Dialect dialect;
    private final SinkReader reader;
    private final SinkWriter writer;
    private final Clock clock = Clock.systemUTC();
    private final ViewWarnings views;
    private volatile @Nullable Tables tables;

    private JdbcSink(Builder builder) {
        connections = new Connections(builder.source, builder.candidates(), builder.writerWait);
        names = TableNames.of(builder.schema, builder.tablePrefix, builder.bookkeepingPrefix);
        isShared = builder.workspaceColumn;
        options = new SchemaOptions(
                isShared,
                builder.customAttributes == CustomAttributes.COLUMNS_AND_JSON,
                builder.neverAlter,
                builder.tableOptions,
                builder.histories);
        dialect = builder.dialect;
        views = new ViewWarnings(builder.views);
        Duration longestRetry = builder.maxRetryDuration;
        WaitTime time = builder.time;
        Retry.Source retries = () -> new Retry(longestRetry, time);
        reader = new SinkReader(connections, names, this::tables, retries);
        writer = new SinkWriter(connections, names, builder.onDelete.deletion(), clock, this::tables, retries);
    }

    /**
     * Starts a sink that takes its connections from the source. It writes by one connection, which it keeps for a whole run, and reads
     * by one for each thread that reads at the moment; it keeps one of these. So a pool must have at least 2 connections for each sink.
     * With 2, threads read one after the other; with the usual {@code maxConcurrentCalls} a run uses at most 89.
     */
    public static Builder builder(DataSource dataSource) {
        requireNonNull(dataSource, "dataSource");
        return new Builder(dataSource::getConnection);
    }

    /**
     * Starts a sink that connects to the URL. The driver must be on the class path.
     *
     * @param url {@code jdbc:postgresql://host/database}, {@code jdbc:duckdb:warehouse.duckdb}, {@code jdbc:sqlite:warehouse.db}, ...
     * @throws IllegalArgumentException if it does not begin with {@code jdbc:}
     */
    public static Builder builder(String url) {
        Builder builder = new Builder(new UrlSource(url));
        Dialects.ofUrl(url).ifPresent(builder::dialect);
        return builder;
    }

    /**
     * Checks the warehouse before anything is made in it: the connection, the database, the user's rights, the schema and the writer's
     * place. It changes nothing, waits for no other run, and reports every failure as a finding. To open a database file that is missing
     * creates it empty.
     */
    public WarehouseCheck check() {
        return new WarehouseCheck(
                new WarehouseInspector(connections, names, options, views.areViewsWanted(), this::place).inspect());
    }

    /**
     * Returns the statements by which a first run makes the schema, its tables with their keys, the sink's own tables, indexes, comments and
     * views, with the options of this sink and in the order in which to run them. It does not connect. Custom attributes have no columns
     * yet.
     *
     * @throws IllegalStateException if the sink is built on a {@link DataSource} and {@link Builder#dialect} does not name the dialect
     */
    public List<String> ddl() {
        if (dialect == null) {
            throw new IllegalStateException(
                    "The statements depend on the database, which is known only after the sink has connected."
                            + " Name it by the builder's dialect(...)");
        }
        String database = dialect.catalog()
                .database(connections.address().map(DatabaseAddress::database).orElse(""));
        return new SchemaScript(dialect, names, database, options).statements(views.areViewsWanted());
    }

    /**
     * {@inheritDoc} Takes the writer's place; waits up to {@link Builder#writerWait} while another sink holds it. Makes the schema and
     * the table of checkpoints, or with {@link Builder#neverAlter} refuses a schema that lacks something.
     */
    @Override
    public void beginRun(String workspace) {
        String place = place(workspace);
        boolean isOnly;
        try {
            isOnly = connections.beginRun(place);
        } catch (SQLException e) {
            throw SinkFailure.of(
                    "Cannot open " + names.title(), e, connections.database().errors());
        }
        if (isOnly) { // else it could be in the way of the other run's write
            writer.prepare(place);
        }
    }

    /** {@inheritDoc} Gives back the writer's place, and all connections unless a database in memory would end with them. */
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
     * @throws SinkException also if another thread is storing changes at the moment; that write goes on undisturbed
     */
    @Override
    public WriteResult store(Changes changes) {
        return writer.store(changes, place(changes.workspace()));
    }

    /** Returns the name of what only one sink at a time may write to. */
    private String place(String workspace) {
        String folded = SqlNames.folded(names.title()); // schemas and tables are found in any case
        return isShared ? "the workspace " + workspace + " in " + folded : folded;
    }

    String schema() {
        return names.given();
    }

    /** @param workspace the workspace to show; {@code null} if the tables hold one alone */
    List<String> makeFivetranViews(String schemaOfViews, @Nullable String workspace) {
        if (isShared == (workspace == null)) {
            throw new IllegalStateException(
                    isShared
                            ? "Several workspaces share " + names.title() + ": choose one by workspace(...)"
                            : "The schema " + names.given() + " holds one workspace alone: leave out workspace(...)");
        }
        List<String> made = new ArrayList<>();
        connections.look((connection, database) -> {
            Tables read = new Tables(database, names, SchemaOptions.toRead(isShared), new ViewWarnings(false), clock);
            try {
                made.addAll(new FivetranSchema(connection, database, schemaOfViews).make(read, workspace));
            } catch (SQLException e) {
                throw SinkFailure.of("Cannot make the views of the schema " + schemaOfViews, e, database.errors());
            }
        });
        return made;
    }

    private Tables tables() {
        Tables known = tables;
        if (known == null) {
            known = new Tables(connections.database(), names, options, views, clock);
            tables = known;
        }
        return known;
    }

    @Override
    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        Optional<Checkpoint> stored = reader.checkpoint(workspace, feed);
        writer.note(workspace, feed, stored);
        return stored;
    }

    @Override
    public Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return reader.versions(workspace, collection, keys);
    }

    @Override
    public Set<List<String>> lackingChildren(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return reader.lackingChildren(workspace, collection, keys);
    }

    @Override
    public long liveRows(String workspace, IntercomCollection collection) {
        return reader.liveRows(workspace, collection);
    }

    @Override
    public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        return reader.liveKeys(workspace, collection);
    }

    @Override
    public void close() {
        connections.close();
        forget();
    }

    private void forget() {
        tables = null; // somebody may change them before the sink is used again
        writer.forget();
    }

    /** Builds a {@link JdbcSink}. {@link #build()} does not connect. */
    public static final class Builder {
        /** PostgreSQL counts milliseconds in 31 bits. */
        private static final Duration LONGEST_WAIT = Duration.ofDays(24);

        private final ConnectionSource source;
        private String schema = "intercom";
        private String tablePrefix = "";
        private String bookkeepingPrefix = TableNames.BOOKKEEPING;
        private @Nullable Dialect dialect;
        private OnDelete onDelete = OnDelete.MARK;
        private boolean workspaceColumn;
        private CustomAttributes customAttributes = CustomAttributes.COLUMNS_AND_JSON;
        private boolean neverAlter;
        private boolean views = true;
        private final Map<IntercomCollection, String> tableOptions = new EnumMap<>(IntercomCollection.class);
        private final Set<IntercomCollection> histories = EnumSet.noneOf(IntercomCollection.class);
        private Duration writerWait = Duration.ofSeconds(30);
        private Duration maxRetryDuration = Duration.ofMinutes(1);
        private WaitTime time = WaitTime.SYSTEM;

        private Builder(ConnectionSource source) {
            this.source = source;
        }

        /**
         * Sets the user to connect as. There is no default: the URL may name one.
         *
         * @throws IllegalStateException if the sink is built on a {@link DataSource}, which knows its user
         */
        public Builder user(String user) {
            url().user(requireNonNull(user, "user"));
            return this;
        }

        /**
         * Sets the user's password. It is never logged.
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
         * Sets the schema of the tables, which is created if it is missing. On SQLite, which has no schemas, it begins the names of the
         * tables: {@code intercom_users}. The default is {@code intercom}.
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

        /**
         * Sets how the names of all tables and views of the sink begin: with {@code crm_}, the users are in {@code crm_users}. Sinks with
         * different prefixes may share a schema. The default is empty.
         *
         * @throws IllegalArgumentException if it has other characters than letters, digits and underscores of ASCII, or more than 30
         */
        public Builder tablePrefix(String prefix) {
            tablePrefix = requireNamePart(requireNonNull(prefix, "prefix"));
            return this;
        }

        /**
         * Sets how the names of the sink's own tables begin, {@code _checkpoints} and {@code _columns} follow. They come after the
         * {@link #tablePrefix}. The default is {@code _intercom_sync}.
         *
         * @throws IllegalArgumentException if it is empty, has other characters than letters, digits and underscores of ASCII, or more
         *     than 30
         */
        public Builder bookkeepingPrefix(String prefix) {
            requireNonNull(prefix, "prefix");
            if (prefix.isEmpty()) {
                throw new IllegalArgumentException("The names of the sink's own tables must begin with something");
            }
            bookkeepingPrefix = requireNamePart(prefix);
            return this;
        }

        private static String requireNamePart(String part) {
            if (!part.matches("[A-Za-z0-9_]{0,30}")) {
                throw new IllegalArgumentException(
                        "Not the beginning of names, which has at most 30 letters, digits and" + " underscores: \""
                                + part + "\"");
            }
            return part;
        }

        /** Sets the dialect of the database. By default the connection tells which of the {@link Dialects} it is. */
        public Builder dialect(Dialect dialect) {
            this.dialect = requireNonNull(dialect, "dialect");
            if (source instanceof UrlSource url) {
                url.properties(dialect.connectionProperties());
                url.driver(dialect.driver());
            }
            return this;
        }

        /** Sets what happens to rows whose object was deleted or merged. The default is {@link OnDelete#MARK}. */
        public Builder onDelete(OnDelete onDelete) {
            this.onDelete = requireNonNull(onDelete, "onDelete");
            return this;
        }

        /** Sets where custom attributes are stored. The default is {@link CustomAttributes#COLUMNS_AND_JSON}. */
        public Builder customAttributes(CustomAttributes customAttributes) {
            this.customAttributes = requireNonNull(customAttributes, "customAttributes");
            return this;
        }

        /**
         * Lets several workspaces share the schema: each table gets a column {@code workspace_id}, which is part of its key. By
         * default a schema belongs to the workspace that is first stored in it, and the sink refuses any other.
         */
        public Builder workspaceColumn() {
            workspaceColumn = true;
            return this;
        }

        /**
         * Sets whether the sink makes views over its tables, so that no query needs a function of JSON: {@code user_tags} for example, and
         * {@code people} for users and leads. Views that exist are never dropped. The default is true.
         */
        public Builder views(boolean views) {
            this.views = views;
            return this;
        }

        /**
         * Keeps the sink from making and altering anything: schemas, tables, columns, indexes, comments and views. A user who may only
         * read and write rows then suffices; rows still go through temporary tables. Make the tables by {@link JdbcSink#ddl()}. If a
         * table or a column is missing or has another type, the run fails before it writes a row, and {@link JdbcSink#check()} returns
         * the statement for each missing part.
         */
        public Builder neverAlter() {
            neverAlter = true;
            return this;
        }

        /**
         * Sets what follows the columns in the statement that creates the table of a collection: how the database is to store its rows,
         * {@code WITH (fillfactor = 90)} for example. It becomes part of the statement as it stands, and concerns new tables only. The
         * default is {@link Dialect#tableOptions}; an empty text leaves that out.
         */
        public Builder tableOptions(IntercomCollection collection, String options) {
            tableOptions.put(requireNonNull(collection, "collection"), requireNonNull(options, "options"));
            return this;
        }

        /**
         * Keeps the history of these collections: beside {@code users} a table {@code users_history} with every version of each row
         * that the sink has seen. Each version has {@code valid_from}, {@code valid_to}, which is null while the version is current,
         * and {@code is_current}. Rows that are stored already begin with a first version. By default no history is kept.
         */
        public Builder history(IntercomCollection... collections) {
            histories.addAll(List.of(collections));
            return this;
        }

        /**
         * Sets how long to wait, once a run, while another sink writes to the schema: at most 24 days. The default is 30 seconds.
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

        /**
         * Sets how long to try again to store a unit, or to read, after an error that passes: a lost connection, a server that restarts,
         * a deadlock, a conflict with another transaction. The default is 1 minute. With zero, the first such error fails the write.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxRetryDuration(Duration duration) {
            requireNonNull(duration, "duration");
            if (duration.isNegative()) {
                throw new IllegalArgumentException("Not a time to try again: " + duration);
            }
            maxRetryDuration = duration.compareTo(LONGEST_WAIT) < 0 ? duration : LONGEST_WAIT;
            return this;
        }

        /** Sets the time in which retries wait. */
        Builder time(WaitTime time) {
            this.time = time;
            return this;
        }

        private List<Dialect> candidates() {
            return dialect == null ? Dialects.all() : List.of(dialect);
        }

        /** Builds the sink, which connects when it is first used. */
        public JdbcSink build() {
            return new JdbcSink(this);
        }
    }
}
