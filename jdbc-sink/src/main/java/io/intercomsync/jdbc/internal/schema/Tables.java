package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.internal.attribute.AttributeNames;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnGenerations;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedColumn;
import io.intercomsync.jdbc.internal.catalog.ForeignTables;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.error.LockWaitException;
import io.intercomsync.jdbc.internal.history.HistoryTable;
import io.intercomsync.jdbc.internal.history.HistoryTables;
import io.intercomsync.jdbc.internal.sql.Definition;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import io.intercomsync.jdbc.internal.table.TableMatcher;
import io.intercomsync.jdbc.internal.table.TypeRules;
import io.intercomsync.jdbc.internal.table.WantedAttributes;
import io.intercomsync.jdbc.internal.table.WantedTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tables of the schema: creates those that are missing, adds and widens columns, and never drops or narrows any. */
public final class Tables {
    private final SinkDatabase database;
    private final Dialect dialect;
    private final DefinitionRunner definitions;
    private final TableNames names;
    private final SchemaOptions options;
    private final TableMaker maker;
    /** The tables that may be read. */
    private final Map<IntercomCollection, CollectionTable> found = new ConcurrentHashMap<>();
    /** The tables that may be written, whose columns are recorded. */
    private final Map<IntercomCollection, CollectionTable> prepared = new ConcurrentHashMap<>();
    /** Columns whose type the database refused to change. */
    private final Set<String> unchangeable = ConcurrentHashMap.newKeySet();

    /** The custom attributes whose values stay in JSON alone. */
    private final Map<IntercomCollection, Set<String>> inJsonAlone = new ConcurrentHashMap<>();

    private final RelationViews views;
    private final HistoryTables histories;
    private volatile @Nullable CheckpointTable checkpoints;
    /** Is set once a schema that the sink does not alter was found complete. */
    private volatile boolean isWhole;

    /**
     * @param wanted the names that the user wants
     * @param options the options that concern the tables
     * @param views whether views are wanted
     */
    public Tables(SinkDatabase database, TableNames wanted, SchemaOptions options, ViewWarnings views, Clock clock) {
        this.database = database;
        this.dialect = database.dialect();
        this.names = wanted.in(dialect);
        this.definitions = new DefinitionRunner(database, names.schema(), options.isFixed());
        this.options = options;
        this.maker = new TableMaker(database, definitions, names, options, clock);
        this.views = new RelationViews(database, definitions, names, views);
        this.histories = new HistoryTables(database, definitions, names, options.histories());
        if (SqlNames.bytes(names.schema()) > dialect.longestName()) {
            throw new SinkException("The name of the schema is longer than the " + dialect.longestName()
                    + " bytes that " + dialect.name() + " allows: " + names.schema());
        }
    }

    /** Forgets what the tables look like, since somebody else may have changed them. */
    public void forget() {
        found.clear();
        prepared.clear();
        unchangeable.clear();
        inJsonAlone.clear();
        checkpoints = null;
        isWhole = false;
        maker.forget();
        views.forget();
        histories.forget();
    }

    /** Begins a run, for which the sink may have kept the tables of the last one. */
    public void beginRun() {
        views.beginRun();
    }

    public HistoryTables histories() {
        return histories;
    }

    /** Returns the table that keeps the versions of the rows of this one. Creates or extends it if need be. */
    public HistoryTable prepareHistory(Connection connection, CollectionTable table) throws SQLException {
        return DefinitionRetry.run(database.errors(), () -> histories.prepare(connection, table));
    }

    /** Makes the views over the tables, outside of a transaction. */
    public void makeViews(Connection connection) {
        if (options.isFixed()) {
            return;
        }
        views.make(connection, collection -> find(connection, collection));
    }

    /** Returns the table of checkpoints, if it exists. */
    public Optional<CheckpointTable> checkpoints(Connection connection) throws SQLException {
        CheckpointTable known = checkpoints;
        if (known == null) {
            SchemaCatalog catalog = maker.look(connection, names.checkpoints());
            if (catalog.table(names.checkpoints()).isEmpty()) {
                return Optional.empty();
            }
            known = new CheckpointTable(names, catalog.qualified(names.checkpoints()), dialect, options.isShared());
            checkpoints = known;
        }
        return Optional.of(known);
    }

    /** Returns the table of checkpoints. Creates it, and the schema before it, if they are missing. */
    public CheckpointTable prepareCheckpoints(Connection connection) throws SQLException {
        return DefinitionRetry.run(database.errors(), () -> createCheckpoints(connection));
    }

    private CheckpointTable createCheckpoints(Connection connection) throws SQLException {
        Optional<CheckpointTable> existing = checkpoints(connection);
        if (options.isFixed() && !isWhole) {
            SchemaGaps.refuse(connection, dialect, names, options);
            isWhole = true;
        }
        if (existing.isPresent()) {
            return existing.get();
        }
        SchemaCatalog catalog = maker.read(connection, names.checkpoints());
        if (catalog.schema() == null) {
            String sql = dialect.catalog().createSchema(catalog.qualified());
            definitions.run(connection, names.checkpoints(), sql);
        } else {
            ForeignTables.refuse(connection, dialect, names);
        }
        String qualified = catalog.qualified(names.checkpoints());
        Definition definition = new CheckpointTable(names, qualified, dialect, options.isShared()).definition();
        definitions.make(connection, names.checkpoints(), definition);
        return checkpoints(connection)
                .orElseThrow(() -> new SinkException("The schema " + names.given()
                        + " is gone: somebody has dropped it while the sink prepared it. Run again"));
    }

    /** Returns the table of the collection for reading, if it exists. */
    public Optional<CollectionTable> find(Connection connection, IntercomCollection collection) throws SQLException {
        CollectionTable known = prepared.getOrDefault(collection, found.get(collection));
        if (known != null) {
            return Optional.of(known);
        }
        SchemaCatalog catalog = maker.look(connection, names.of(collection));
        if (catalog.table(collection).isEmpty()) {
            return Optional.empty();
        }
        List<RecordedColumn> recorded = maker.recorded(connection, collection);
        WantedTable table =
                new WantedTable(collection, dialect, options, key(collection), recorded, WantedAttributes.NONE);
        Optional<CollectionTable> existing = catalog.table(collection)
                .map(actual -> new TableMatcher(catalog, table, actual))
                .filter(TableMatcher::isComplete)
                .map(reader -> reader.table(new ColumnGenerations(recorded)));
        existing.ifPresent(each -> found.put(collection, each));
        return existing;
    }

    private static List<Column> key(IntercomCollection collection) {
        return collection.columns().stream()
                .filter(column -> collection.keyColumns().contains(column.name()))
                .toList();
    }

    /**
     * Returns the table of the collection for removals, if the sink has one. Adds the sink's own columns that it lacks: without them
     * the removals would be lost.
     */
    public Optional<CollectionTable> findForRemovals(Connection connection, IntercomCollection collection)
            throws SQLException {
        Optional<CollectionTable> complete = find(connection, collection);
        if (complete.isPresent() && !histories.keeps(collection)) {
            return complete;
        }
        // A table without hashes is somebody else's.
        boolean isOwn = maker.read(connection, names.of(collection))
                .table(collection)
                .flatMap(table -> table.column(OwnColumns.ROW_HASH))
                .isPresent();
        return isOwn ? Optional.of(prepare(connection, collection, key(collection))) : Optional.empty();
    }

    /** Returns the table of the collection with at least these columns. Creates or extends it if need be. */
    public CollectionTable prepare(Connection connection, IntercomCollection collection, List<Column> columns)
            throws SQLException {
        CollectionTable known = prepared.get(collection);
        if (known != null && columns.stream().allMatch(column -> isThere(known, column))) {
            return known;
        }
        return DefinitionRetry.run(database.errors(), () -> make(connection, collection, columns));
    }

    private static boolean isThere(CollectionTable table, Column column) {
        return table.target()
                .find(column.name())
                .map(found -> found.type() == column.type())
                .orElse(false);
    }

    private CollectionTable make(Connection connection, IntercomCollection collection, List<Column> columns)
            throws SQLException {
        CollectionTable table = maker.make(connection, collection, columns, inJsonAlone(collection));
        prepared.put(collection, table);
        views.note(collection);
        return table;
    }

    /** Notes the types that Intercom gives to attributes. */
    public void define(List<AttributeDefinition> definitions) {
        maker.define(definitions);
    }

    private Set<String> inJsonAlone(IntercomCollection collection) {
        return inJsonAlone.computeIfAbsent(collection, each -> ConcurrentHashMap.newKeySet());
    }

    /**
     * Adds and widens columns of custom attributes. {@linkplain #prepare Prepare} the table again afterwards. An attribute that gets no
     * fitting column stays in JSON.
     */
    public void extend(Connection connection, CollectionTable table, AttributeNeeds needs) throws SQLException {
        DefinitionRetry.run(database.errors(), () -> {
            maker.attributes(connection, table, inJsonAlone(table.collection())).extend(needs);
            return table;
        });
        found.put(table.collection(), table); // readers go on with the columns that they know
        prepared.remove(table.collection());
    }

    /** Returns whether the database refused to change the column's type since the tables were read. */
    public boolean isUnchangeable(CollectionTable table, TargetColumn column) {
        return options.isFixed() || unchangeable.contains(table.target().qualifiedName() + "." + column.quotedName());
    }

    /** Notes that the database refuses to change the column's type, so that it is not tried again. */
    public void noteUnchangeable(CollectionTable table, TargetColumn column) {
        unchangeable.add(table.target().qualifiedName() + "." + column.quotedName());
    }

    /** Returns the type of a column that stores decimals in this form. */
    public String decimalType(Form form) {
        return TypeRules.decimalType(dialect, form);
    }

    /**
     * Gives a column of decimals another type, which keeps its values. {@linkplain #reread Read} the table again afterwards.
     *
     * @throws LockWaitException if others hold the table for too long
     */
    public void changeType(Connection connection, CollectionTable table, TargetColumn column, Form form)
            throws SQLException {
        maker.changeType(connection, table, column, form);
        found.put(table.collection(), table); // readers go on with the columns that they know
        prepared.remove(table.collection());
    }

    /** Returns the table as it is now. */
    public CollectionTable reread(Connection connection, CollectionTable table) throws SQLException {
        List<Column> columns = table.target().columns().stream()
                .filter(column -> !table.attributes().hold(column) && !AttributeNames.isReplacement(column.name()))
                .map(column -> new Column(column.name(), column.type(), column.name()))
                .toList();
        return DefinitionRetry.run(database.errors(), () -> make(connection, table.collection(), columns));
    }
}
