package io.intercomsync.jdbc.internal.history;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.column.AttributeFiller;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.table.TypeRules;
import io.intercomsync.jdbc.internal.table.WantedColumn;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Makes the tables of the history. Each follows the columns of the table whose versions it keeps. */
public final class HistoryTables {
    private final SinkDatabase database;
    private final Dialect dialect;
    private final DefinitionRunner definitions;
    private final TableNames names;
    private final Set<IntercomCollection> kept;
    private final Map<IntercomCollection, HistoryTable> known = new ConcurrentHashMap<>();
    /** The collections of which some versions lack values in a new column. */
    private final Set<IntercomCollection> unfilled = ConcurrentHashMap.newKeySet();
    /** The histories, by workspace and collection, about which nothing needs to be found out. */
    private final Set<List<Object>> settled = ConcurrentHashMap.newKeySet();

    /** @param kept the collections whose history is kept */
    public HistoryTables(
            SinkDatabase database, DefinitionRunner definitions, TableNames names, Set<IntercomCollection> kept) {
        this.database = database;
        this.dialect = database.dialect();
        this.definitions = definitions;
        this.names = names;
        this.kept = Set.copyOf(kept);
    }

    /** Returns the collections whose history is kept. */
    public Set<IntercomCollection> kept() {
        return kept;
    }

    public boolean keeps(IntercomCollection collection) {
        return kept.contains(collection);
    }

    public void forget() {
        known.clear();
        unfilled.clear();
        settled.clear();
    }

    /** Returns whether it was noted that the history of the workspace's rows is as it should be. */
    public boolean isSettled(String workspace, IntercomCollection collection) {
        return settled.contains(List.of(workspace, collection));
    }

    /** Returns whether the histories of all tables of the workspace were looked at. */
    public boolean isSettled(String workspace) {
        return settled.contains(List.<Object>of(workspace));
    }

    public void noteSettled(String workspace) {
        settled.add(List.of(workspace));
    }

    public void noteSettled(String workspace, IntercomCollection collection) {
        settled.add(List.of(workspace, collection));
    }

    /** Returns the table of the versions. Creates it, or adds and widens columns, if need be; outside of a transaction. */
    public HistoryTable prepare(Connection connection, CollectionTable main) throws SQLException {
        HistoryTable found = known.get(main.collection());
        if (found != null && found.main().equals(main)) {
            return found;
        }
        String name = names.history(main.collection());
        SchemaCatalog catalog = SchemaCatalog.read(connection, dialect, names, name);
        ActualTable actual = catalog.table(name).orElse(null);
        if (actual == null) {
            definitions.run(connection, name, definition(catalog, main.collection(), main.target()));
        } else {
            refuseOthers(catalog, actual);
        }
        if (actual != null && !definitions.isFixed()) {
            boolean isFilled = new HistoryColumns(connection, database, definitions, match(catalog, actual, main))
                    .follow(actual, found == null);
            if (!isFilled) {
                unfilled.add(main.collection());
                settled.removeIf(each -> each.contains(main.collection()));
            }
        }
        SchemaCatalog after = SchemaCatalog.read(connection, dialect, names, name);
        HistoryTable made = after.table(name)
                .map(table -> match(after, table, main))
                .orElseThrow(() -> new SinkException("The table " + name
                        + " is gone: somebody has dropped it while the sink prepared it. Run again"));
        known.put(main.collection(), made);
        return made;
    }

    /**
     * Fills the columns of custom attributes in versions that were stored without them, in batches that can be resumed.
     *
     * @param mayLackValues whether versions may lack values
     * @return whether no version lacks a value; if a column could not be filled a moment ago, this does not try again
     */
    public boolean fill(Connection connection, HistoryTable history, boolean mayLackValues) throws SQLException {
        IntercomCollection collection = history.main().collection();
        return !unfilled.contains(collection)
                && (!mayLackValues
                        || new AttributeFiller(connection, database, history.target())
                                .fillColumns(history.attributes()));
    }

    /** Returns the statement that creates the table of versions for a table of this collection. */
    public static String definition(SchemaCatalog catalog, IntercomCollection collection, TargetTable main) {
        Dialect dialect = catalog.dialect();
        List<String> key = keyNames(collection, main);
        List<String> parts = new ArrayList<>();
        for (TargetColumn column : main.columns()) {
            String type = key.contains(column.name()) ? dialect.keyType() + " NOT NULL" : type(dialect, column);
            parts.add(dialect.quoted(nameOf(dialect, column)) + " " + type);
        }
        parts.add(dialect.quoted(HistoryTable.VALID_FROM) + " " + dialect.type(ColumnType.TIMESTAMP) + " NOT NULL");
        parts.add(dialect.quoted(HistoryTable.VALID_TO) + " " + dialect.type(ColumnType.TIMESTAMP));
        parts.add(dialect.quoted(HistoryTable.IS_CURRENT) + " " + dialect.type(ColumnType.BOOLEAN) + " NOT NULL");
        parts.add(dialect.quoted(HistoryTable.VERSION) + " " + dialect.keyType() + " NOT NULL");
        if (dialect.hasKeyConstraints()) {
            parts.add(dialect.primaryKey(Stream.concat(key.stream(), Stream.of(HistoryTable.VERSION))
                    .map(dialect::quoted)
                    .toList()));
        }
        return "CREATE TABLE " + catalog.qualified(catalog.names().history(collection)) + " ("
                + String.join(", ", parts) + ")";
    }

    /** Returns the names of the columns of the row's key, the workspace's first where there is one. */
    private static List<String> keyNames(IntercomCollection collection, TargetTable main) {
        List<String> key = new ArrayList<>(collection.keyColumns());
        if (main.has(OwnColumns.WORKSPACE)) {
            key.add(0, OwnColumns.WORKSPACE);
        }
        return key;
    }

    static String type(Dialect dialect, TargetColumn column) {
        return column.form() == Form.DOUBLE ? dialect.doubleType() : dialect.type(column.boundType());
    }

    static String nameOf(Dialect dialect, TargetColumn column) {
        return SqlNames.shortened(column.name(), dialect.longestName());
    }

    private static void refuseOthers(SchemaCatalog catalog, ActualTable actual) {
        for (String column : Stream.concat(HistoryTable.OWN.stream(), Stream.of(OwnColumns.ROW_HASH))
                .toList()) {
            if (actual.column(column).isEmpty()) {
                throw new SinkException(
                        "The table " + catalog.qualified(actual.name())
                                + " is not of this sink: it has no column \"" + column
                                + "\". Rename the table, or choose another schema, or leave the collection out of history(...)");
            }
        }
    }

    /** Returns the table with those columns that hold the values of the collection's table. */
    private HistoryTable match(SchemaCatalog catalog, ActualTable actual, CollectionTable main) {
        List<String> key = keyNames(main.collection(), main.target());
        List<TargetColumn> columns = new ArrayList<>();
        for (TargetColumn column : main.target().columns()) {
            actual.column(nameOf(dialect, column))
                    .filter(found -> holds(dialect, column, key.contains(column.name()), found))
                    .ifPresent(found -> columns.add(new TargetColumn(
                            column.name(),
                            dialect.quoted(found.name()),
                            column.type(),
                            column.form(),
                            found.digits())));
        }
        for (String own : HistoryTable.OWN) {
            columns.add(own(own, actual));
        }
        List<String> keyColumns = new ArrayList<>();
        for (String column :
                Stream.concat(key.stream(), Stream.of(HistoryTable.VERSION)).toList()) {
            keyColumns.add(columns.stream()
                    .filter(each -> each.name().equals(column))
                    .findFirst()
                    .orElseThrow(() -> new SinkException("The table " + catalog.qualified(actual.name())
                            + " has no column \"" + column + "\" for the key. Rename the table and run again"))
                    .quotedName());
        }
        String schemaName = catalog.schema() == null ? names.schema() : catalog.schema();
        TargetTable target =
                new TargetTable(schemaName, actual.name(), catalog.qualified(actual.name()), columns, keyColumns, true);
        return new HistoryTable(main, target);
    }

    private TargetColumn own(String name, ActualTable actual) {
        ColumnType type = switch (name) {
            case HistoryTable.IS_CURRENT -> ColumnType.BOOLEAN;
            case HistoryTable.VERSION -> ColumnType.TEXT;
            default -> ColumnType.TIMESTAMP;
        };
        String found = actual.column(name).map(FoundColumn::name).orElse(name);
        return new TargetColumn(name, dialect.quoted(found), type, Form.DECIMAL, null);
    }

    /** Returns whether the found column holds every value of the column of the collection's table. */
    static boolean holds(Dialect dialect, TargetColumn column, boolean isKey, FoundColumn found) {
        WantedColumn wanted = new WantedColumn(column.name(), column.type(), column.name(), isKey, false, false, false);
        Form form = TypeRules.form(dialect, wanted, found.type());
        return form != null && (column.type() != ColumnType.DECIMAL || isKey || form == column.form());
    }
}
