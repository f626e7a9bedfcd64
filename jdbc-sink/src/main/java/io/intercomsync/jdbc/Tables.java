package io.intercomsync.jdbc;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.TableColumn.Form;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of the schema: makes those that are missing, adds columns, and never drops or narrows any. */
final class Tables {
    private static final int MOST_ATTEMPTS = 5;

    private final Dialect dialect;
    private final Definitions definitions;
    private final String wanted;
    private final boolean isShared;
    private final ColumnTypes types;
    private final Map<IntercomCollection, Table> known = new ConcurrentHashMap<>();
    /** Columns that the database would not give another type. */
    private final Set<String> unchangeable = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Checkpoints checkpoints;

    /** @param isShared whether several workspaces may share the schema */
    Tables(Engine engine, String schema, boolean isShared) {
        this.dialect = engine.dialect();
        this.definitions = new Definitions(engine, schema);
        this.wanted = schema;
        this.isShared = isShared;
        this.types = new ColumnTypes(dialect, isShared);
        if (Names.bytes(schema) > dialect.longestName()) {
            throw new SinkException("The name of the schema is longer than the " + dialect.longestName()
                    + " bytes that " + dialect.name() + " allows: " + schema);
        }
    }

    /** Forgets what the tables look like, since somebody else may have changed them. */
    void forget() {
        known.clear();
        unchangeable.clear();
        checkpoints = null;
    }

    /** The table of checkpoints, if it is there. */
    Optional<Checkpoints> checkpoints(Connection connection) throws SQLException {
        Checkpoints there = checkpoints;
        if (there == null) {
            Catalog catalog = Catalog.read(connection, dialect, wanted, Checkpoints.TABLE);
            String schema = catalog.schema();
            if (schema == null || catalog.table(Checkpoints.TABLE).isEmpty()) {
                return Optional.empty();
            }
            there = new Checkpoints(schema, catalog.qualified(dialect, wanted), dialect, isShared);
            checkpoints = there;
        }
        return Optional.of(there);
    }

    /** Returns the table of checkpoints. Makes it if need be, and the schema before it. */
    Checkpoints prepareCheckpoints(Connection connection) throws SQLException {
        return besideOthers(() -> makeCheckpoints(connection));
    }

    /**
     * Defines what is not there. Where another workspace's sink has defined the same at the same moment, it looks again at what
     * is there.
     */
    private static <T> T besideOthers(Definition<T> definition) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return definition.make();
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !Failures.isAlreadyThere(e)) {
                    throw e;
                }
            }
        }
    }

    /** Makes what is not there, by what the catalog says at this moment. */
    @FunctionalInterface
    private interface Definition<T> {
        T make() throws SQLException;
    }

    private Checkpoints makeCheckpoints(Connection connection) throws SQLException {
        Optional<Checkpoints> there = checkpoints(connection);
        if (there.isPresent()) {
            return there.get();
        }
        Catalog catalog = Catalog.read(connection, dialect, wanted, Checkpoints.TABLE);
        String qualified = catalog.qualified(dialect, wanted);
        if (catalog.schema() == null) {
            definitions.run(connection, Checkpoints.TABLE, "CREATE SCHEMA " + qualified);
        }
        definitions.run(
                connection, Checkpoints.TABLE, new Checkpoints(wanted, qualified, dialect, isShared).definition());
        return checkpoints(connection).orElseThrow(() -> new SinkException("The schema is gone: " + wanted));
    }

    /** The table of the collection, if it is there. */
    Optional<Table> find(Connection connection, IntercomCollection collection) throws SQLException {
        Table table = known.get(collection);
        if (table == null) {
            Catalog catalog = Catalog.read(connection, dialect, wanted, collection.tableName());
            if (catalog.table(collection.tableName()).isEmpty()
                    || !missing(catalog, collection, own(collection)).isEmpty()) {
                return Optional.empty();
            }
            table = read(connection, catalog, collection, List.of());
            known.put(collection, table);
        }
        return Optional.of(table);
    }

    /** The table of the collection with at least these columns, made or extended if need be. */
    Table prepare(Connection connection, IntercomCollection collection, List<Column> columns) throws SQLException {
        Table table = known.get(collection);
        if (table != null && columns.stream().allMatch(column -> isAsWanted(known.get(collection), column))) {
            return table;
        }
        return besideOthers(() -> make(connection, collection, columns));
    }

    private Table make(Connection connection, IntercomCollection collection, List<Column> columns) throws SQLException {
        Catalog catalog = Catalog.read(connection, dialect, wanted, collection.tableName());
        List<Column> all = new ArrayList<>(own(collection));
        all.addAll(isShared ? 1 : 0, columns);
        if (catalog.table(collection.tableName()).isEmpty()) {
            create(connection, catalog, collection, all);
        } else {
            extend(connection, catalog, collection, all);
        }
        Table table = read(
                connection, Catalog.read(connection, dialect, wanted, collection.tableName()), collection, columns);
        ParentIndex.prepare(connection, dialect, definitions, table);
        known.put(collection, table);
        return table;
    }

    private static boolean isAsWanted(@Nullable Table table, Column column) {
        return table != null
                && table.find(column.name())
                        .map(found -> found.type() == column.type())
                        .orElse(false);
    }

    /** The sink's own columns beside the collection's. */
    private List<Column> own(IntercomCollection collection) {
        List<Column> own = new ArrayList<>();
        if (isShared) {
            own.add(new Column(Table.WORKSPACE, ColumnType.TEXT, Table.WORKSPACE));
        }
        own.add(new Column(Table.RECEIVED_AT, ColumnType.TIMESTAMP, Table.RECEIVED_AT));
        own.add(new Column(Table.DELETED_AT, ColumnType.TIMESTAMP, Table.DELETED_AT));
        if (collection == IntercomCollection.USERS || collection == IntercomCollection.CONTACTS) {
            own.add(new Column(Table.MERGED_INTO, ColumnType.TEXT, Table.MERGED_INTO));
        }
        own.add(new Column(Table.ROW_HASH, ColumnType.INTEGER, Table.ROW_HASH));
        return own;
    }

    private List<Column> missing(Catalog catalog, IntercomCollection collection, List<Column> columns) {
        String table = catalog.table(collection.tableName()).orElseThrow();
        return columns.stream()
                .filter(column -> catalog.column(table, inTable(column)).isEmpty())
                .toList();
    }

    /** The name that the column has in the table. */
    private String inTable(Column column) {
        return Names.shortened(column.name(), dialect.longestName());
    }

    private String qualified(Catalog catalog, String table) {
        return catalog.qualified(dialect, wanted) + "." + dialect.quoted(table);
    }

    private void create(Connection connection, Catalog catalog, IntercomCollection collection, List<Column> columns)
            throws SQLException {
        List<String> key = types.key(collection);
        String table = qualified(catalog, collection.tableName());
        List<String> parts = new ArrayList<>();
        for (Column column : columns) {
            parts.add(dialect.quoted(inTable(column)) + " " + types.type(collection, column)
                    + (key.contains(column.name()) ? " NOT NULL" : ""));
        }
        if (dialect.hasKeyConstraints()) {
            parts.add("PRIMARY KEY (" + quoted(key) + ")");
        }
        definitions.run(
                connection, collection.tableName(), "CREATE TABLE " + table + " (" + String.join(", ", parts) + ")");
    }

    private String quoted(List<String> names) {
        return names.stream().map(dialect::quoted).collect(Collectors.joining(", "));
    }

    private void extend(Connection connection, Catalog catalog, IntercomCollection collection, List<Column> columns)
            throws SQLException {
        String table = catalog.table(collection.tableName()).orElseThrow();
        for (Column column : columns) {
            catalog.column(table, inTable(column)).ifPresent(found -> {
                if (types.form(collection, column, found.type()) == null) {
                    throw ofAnotherType(catalog, table, found, types.type(collection, column));
                }
            });
        }
        List<Column> missing = missing(catalog, collection, columns);
        for (Column column : missing) {
            if (types.key(collection).contains(column.name())) {
                throw new SinkException("The table " + qualified(catalog, table)
                        + " is not of this sink: it has no column \"" + column.name()
                        + "\", which is part of the key. Rename the table, or choose another schema");
            }
        }
        if (!missing.isEmpty()) {
            new AddedColumns(connection, dialect, wanted)
                    .note(
                            collection.tableName(),
                            missing.stream().map(Column::name).toList());
        }
        for (Column column : missing) {
            definitions.run(
                    connection,
                    table,
                    "ALTER TABLE " + qualified(catalog, table) + " ADD COLUMN " + dialect.quoted(inTable(column)) + " "
                            + dialect.type(column.type()));
        }
    }

    private Table read(Connection connection, Catalog catalog, IntercomCollection collection, List<Column> columns)
            throws SQLException {
        Map<String, Column> wantedColumns = new LinkedHashMap<>();
        collection.columns().forEach(column -> wantedColumns.put(Names.folded(inTable(column)), column));
        Table before = known.get(collection);
        if (before != null) {
            before.written()
                    .forEach(column -> wantedColumns.put(
                            Names.folded(Names.shortened(column.name(), dialect.longestName())),
                            new Column(column.name(), requireNonNull(column.type()), column.name())));
        }
        columns.forEach(column -> wantedColumns.put(Names.folded(inTable(column)), column));
        own(collection).forEach(column -> wantedColumns.put(Names.folded(inTable(column)), column));
        String name = catalog.table(collection.tableName())
                .orElseThrow(() -> new SinkException("The table " + collection.tableName() + " is gone"));
        List<TableColumn> found = new ArrayList<>();
        for (Catalog.Found column : catalog.columns(name)) {
            Column ours = wantedColumns.get(Names.folded(column.name()));
            found.add(tableColumn(catalog, collection, name, column, ours));
        }
        String schema = catalog.schema();
        long additions = new AddedColumns(connection, dialect, wanted).times(collection.tableName());
        return new Table(
                collection, schema == null ? wanted : schema, name, qualified(catalog, name), found, additions);
    }

    /** The column as ours, unless it has another name or type than ours. */
    private TableColumn tableColumn(
            Catalog catalog, IntercomCollection collection, String table, Catalog.Found found, @Nullable Column ours) {
        Form form = ours == null ? null : types.form(collection, ours, found.type());
        boolean isSpeltSo = ours != null && catalog.column(table, inTable(ours)).equals(Optional.of(found));
        if (ours != null && isSpeltSo && found.isGenerated()) {
            throw new SinkException("The table " + qualified(catalog, table) + " has a column \"" + found.name()
                    + "\" that the database generates, but it must take what Intercom sends. Rename the column, or choose"
                    + " another schema");
        }
        if (ours != null && form != null && isSpeltSo) {
            return new TableColumn(ours.name(), dialect.quoted(found.name()), ours.type(), form, found.digits());
        }
        if (found.isRequired() && ours != null && isSpeltSo) {
            throw ofAnotherType(catalog, table, found, types.type(collection, ours));
        }
        if (found.isRequired()) {
            throw new SinkException("The table " + qualified(catalog, table) + " has a column \"" + found.name()
                    + "\" that is not this sink's and must not be null. Give it a default, or choose another schema");
        }
        return new TableColumn(found.name(), dialect.quoted(found.name()), null, Form.NATIVE, found.digits());
    }

    private SinkException ofAnotherType(Catalog catalog, String table, Catalog.Found found, String type) {
        boolean mayBeOurs = !Engine.isBuiltIn(dialect)
                && catalog.column(table, Table.ROW_HASH).isPresent();
        return new SinkException("The table " + qualified(catalog, table) + " has a column \"" + found.name()
                + "\" of the type " + found.type() + ", but it must be " + type + ". "
                + (mayBeOurs
                        ? "If the sink has made it, then that is how the database calls this type: let Dialect.accepts"
                                + " of the dialect accept " + found.type() + ". If somebody else has, rename"
                        : "Rename")
                + " the column or the table, or choose another schema");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether the database would not change the column's type since the tables were read; then it is not tried again. */
    boolean isUnchangeable(Table table, TableColumn column) {
        return unchangeable.contains(table.qualified() + "." + column.quoted());
    }

    void noteUnchangeable(Table table, TableColumn column) {
        unchangeable.add(table.qualified() + "." + column.quoted());
    }

    /**
     * Changes a table.
     *
     * @param table the table, as the database has its name
     * @throws LockWaitException if others hold the table for too long
     */
    void define(Connection connection, String table, String sql) throws SQLException {
        definitions.run(connection, table, sql);
    }

    /** The table as it is after one of its columns was changed. */
    Table changed(Connection connection, Table table) throws SQLException {
        Catalog catalog =
                Catalog.read(connection, dialect, wanted, table.collection().tableName());
        Table changed = read(connection, catalog, table.collection(), List.of());
        known.put(table.collection(), changed);
        return changed;
    }
}
