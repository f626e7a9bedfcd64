package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnGenerations;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnRecords;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedColumn;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.catalog.CatalogReader;
import io.intercomsync.jdbc.internal.catalog.ForeignTables;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.table.SchemaChange;
import io.intercomsync.jdbc.internal.table.TableMatcher;
import io.intercomsync.jdbc.internal.table.WantedColumn;
import io.intercomsync.jdbc.internal.table.WantedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Closes the difference between a wanted and the actual table, and records its columns. */
final class TableChanges {
    private final Connection connection;
    private final Dialect dialect;
    private final DefinitionRunner definitions;
    private final ColumnRecords records;
    private final Instant now;

    TableChanges(
            Connection connection,
            SinkDatabase database,
            DefinitionRunner definitions,
            ColumnRecords records,
            Instant now) {
        this.connection = connection;
        this.dialect = database.dialect();
        this.definitions = definitions;
        this.records = records;
        this.now = now;
    }

    /**
     * Closes the difference.
     *
     * @param wanted makes the wanted table with the columns that are recorded
     * @return the table as it is then
     */
    CollectionTable close(CatalogReader reader, Function<List<RecordedColumn>, WantedTable> wanted)
            throws SQLException {
        SchemaCatalog before = reader.read();
        IntercomCollection collection = wanted.apply(List.of()).collection();
        List<RecordedColumn> recorded = records.read(connection, collection.tableName());
        WantedTable table = wanted.apply(recorded);
        List<SchemaChange> changes = changes(before, table, new ColumnGenerations(recorded));
        for (SchemaChange change : changes) {
            definitions.make(connection, tableName(before, collection), change.definition(dialect));
        }
        SchemaCatalog after = changes.isEmpty() ? before : reader.read();
        ActualTable actual = after.table(collection)
                .orElseThrow(
                        () -> new SinkException("The table " + after.names().of(collection)
                                + " is gone: somebody has dropped it while the sink prepared it. Run again"));
        TableMatcher found = new TableMatcher(after, table, actual);
        return found.table(settled(collection.tableName(), found.present()));
    }

    private static String tableName(SchemaCatalog catalog, IntercomCollection collection) {
        return catalog.table(collection)
                .map(ActualTable::name)
                .orElse(catalog.names().of(collection));
    }

    /**
     * Returns the changes that the table needs. Columns to add are recorded first: whatever dies afterwards, no row counts as
     * holding them.
     */
    private List<SchemaChange> changes(SchemaCatalog catalog, WantedTable wanted, ColumnGenerations generations)
            throws SQLException {
        String name = catalog.names().of(wanted.collection());
        ActualTable actual = catalog.table(name).orElse(null);
        if (definitions.isFixed()) {
            new SchemaGaps(dialect, catalog.names()).add(catalog, wanted).refuse();
        }
        if (actual == null) {
            return List.of(new SchemaChange.CreateTable(catalog.qualified(name), wanted));
        }
        ForeignTables.refuse(connection, catalog, actual);
        TableMatcher reader = new TableMatcher(catalog, wanted, actual);
        List<WantedColumn> missing = wanted.missing(actual);
        reader.refuseOtherTypes();
        reader.refuseMissingKey(missing);
        records.insert(
                connection,
                wanted.collection().tableName(),
                missing.stream()
                        .filter(column -> !generations.isPending(column.name()))
                        .map(column -> recorded(column, null))
                        .toList());
        return missing.stream()
                .map(column ->
                        (SchemaChange) new SchemaChange.AddColumn(reader.qualified(), wanted.collection(), column))
                .toList();
    }

    private static RecordedColumn recorded(WantedColumn column, @Nullable Long generation) {
        return new RecordedColumn(column.name(), column.type().name(), generation);
    }

    /**
     * Records the columns that the table has now, and returns their generations.
     *
     * @param present the columns of the sink in the order of the table
     */
    private ColumnGenerations settled(String table, List<WantedColumn> present) throws SQLException {
        ColumnGenerations known = new ColumnGenerations(records.read(connection, table));
        long next = known.isEmpty() ? 1 : known.next(now);
        long latest = 0;
        List<RecordedColumn> added = new ArrayList<>();
        boolean isChanged = false;
        for (WantedColumn column : present) {
            Long generation = known.of(column.name());
            if (known.isPending(column.name())) {
                // A column that the database itself can fill is to be filled here, before any row counts as holding it.
                latest = next++;
                records.setGeneration(connection, table, column.name(), latest);
                isChanged = true;
            } else if (generation == null || generation < latest) {
                // Databases add columns at the end: one that stands after a later one was dropped and added again.
                latest = next++;
                added.add(recorded(column, latest));
            } else {
                latest = generation;
            }
        }
        records.insert(connection, table, added);
        return isChanged || !added.isEmpty() ? new ColumnGenerations(records.read(connection, table)) : known;
    }
}
