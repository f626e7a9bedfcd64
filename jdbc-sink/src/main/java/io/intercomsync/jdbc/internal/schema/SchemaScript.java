package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnRecords;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.history.HistoryTables;
import io.intercomsync.jdbc.internal.sql.Definition;
import io.intercomsync.jdbc.internal.table.SchemaChange;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import io.intercomsync.jdbc.internal.table.WantedAttributes;
import io.intercomsync.jdbc.internal.table.WantedTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements that a first run makes a schema by, for owners who run them themselves. */
public final class SchemaScript {
    private final Dialect dialect;
    private final SchemaCatalog catalog;
    private final SchemaOptions options;

    /**
     * @param wanted the names that the user wants
     * @param database the name of the database, where statements spell it; {@code null} if they do not
     */
    public SchemaScript(Dialect dialect, TableNames wanted, @Nullable String database, SchemaOptions options) {
        this.dialect = dialect;
        this.catalog = new SchemaCatalog(dialect, wanted.in(dialect), database, null, List.of());
        this.options = options;
    }

    /**
     * Returns all statements, in the order in which to run them.
     *
     * @param hasViews whether to make the views, too
     */
    public List<String> statements(boolean hasViews) {
        List<String> statements = new ArrayList<>();
        if (dialect.hasSchemas()) {
            statements.add(dialect.catalog().createSchema(catalog.qualified()));
        }
        bookkeeping(catalog, options).values().forEach(each -> statements.addAll(each.statements()));
        Map<IntercomCollection, TargetTable> tables = new EnumMap<>(IntercomCollection.class);
        for (IntercomCollection collection : IntercomCollection.values()) {
            WantedTable wanted = wanted(dialect, collection, options);
            TargetTable table = wanted.made(catalog);
            tables.put(collection, table);
            statements.addAll(new SchemaChange.CreateTable(table.qualifiedName(), wanted)
                    .definition(dialect)
                    .statements());
            if (options.histories().contains(collection)) {
                statements.add(HistoryTables.definition(catalog, collection, table));
            }
            ParentIndex.definition(dialect, catalog.names(), collection, table).ifPresent(statements::add);
        }
        if (hasViews) {
            statements.addAll(RelationViews.definitions(catalog, tables));
        }
        return statements;
    }

    /** Returns the definitions of the sink's own tables, by their names. */
    static Map<String, Definition> bookkeeping(SchemaCatalog catalog, SchemaOptions options) {
        Dialect dialect = catalog.dialect();
        TableNames names = catalog.names();
        String checkpoints = catalog.qualified(names.checkpoints());
        Map<String, Definition> tables = new LinkedHashMap<>();
        tables.put(
                names.checkpoints(), new CheckpointTable(names, checkpoints, dialect, options.isShared()).definition());
        tables.put(names.columns(), new ColumnRecords(dialect, catalog.qualified(names.columns())).definition());
        return tables;
    }

    /** Returns the table with all columns of its collection. */
    static WantedTable wanted(Dialect dialect, IntercomCollection collection, SchemaOptions options) {
        return new WantedTable(collection, dialect, options, collection.columns(), List.of(), WantedAttributes.NONE);
    }
}
