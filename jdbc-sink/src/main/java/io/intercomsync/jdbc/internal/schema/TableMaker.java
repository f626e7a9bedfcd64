package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnRecords;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedColumn;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.column.AttributeChanges;
import io.intercomsync.jdbc.internal.column.AttributeTable;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.table.SchemaChange;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import io.intercomsync.jdbc.internal.table.WantedAttributes;
import io.intercomsync.jdbc.internal.table.WantedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Creates and extends the table of a collection, with its records, its attributes and its index. */
final class TableMaker {
    private final SinkDatabase database;
    private final Dialect dialect;
    private final DefinitionRunner definitions;
    private final TableNames names;
    private final SchemaOptions options;
    private final Clock clock;
    /** The types of attributes in Intercom's words. */
    private final Map<IntercomCollection, Map<String, String>> attributeTypes = new ConcurrentHashMap<>();

    /** The schema's name as the database has it; {@code null} while no read has found it. */
    private volatile @Nullable String schema;

    /** The records; {@code null} while no read has found them. */
    private volatile @Nullable ColumnRecords records;

    TableMaker(
            SinkDatabase database, DefinitionRunner definitions, TableNames names, SchemaOptions options, Clock clock) {
        this.database = database;
        this.dialect = database.dialect();
        this.definitions = definitions;
        this.names = names;
        this.options = options;
        this.clock = clock;
    }

    /** Notes the types that Intercom gives to attributes. */
    void define(List<AttributeDefinition> definitions) {
        for (AttributeDefinition each : definitions) {
            if (each.type() != null) {
                typesOf(each.collection()).put(each.name(), each.type());
            }
        }
    }

    private Map<String, String> typesOf(IntercomCollection collection) {
        return attributeTypes.computeIfAbsent(collection, each -> new ConcurrentHashMap<>());
    }

    /** Reads the schema with the tables of a name. */
    SchemaCatalog read(Connection connection, String table) throws SQLException {
        return SchemaCatalog.read(connection, dialect, names, table);
    }

    /** Reads the tables of a name in the schema, for reading rows: a schema that was found once is not looked for again. */
    SchemaCatalog look(Connection connection, String table) throws SQLException {
        String known = schema;
        SchemaCatalog catalog =
                known == null ? read(connection, table) : SchemaCatalog.read(connection, dialect, names, known, table);
        schema = catalog.schema();
        return catalog;
    }

    /** Returns the recorded columns of the table. */
    List<RecordedColumn> recorded(Connection connection, IntercomCollection collection) throws SQLException {
        ColumnRecords known = records;
        if (known == null) {
            SchemaCatalog catalog = look(connection, names.columns());
            if (catalog.table(names.columns()).isEmpty()) {
                return List.of();
            }
            known = records(catalog);
            records = known;
        }
        return known.read(connection, collection.tableName());
    }

    /** Forgets where schema and records are, since somebody else may have changed them. */
    void forget() {
        schema = null;
        records = null;
    }

    private ColumnRecords records(SchemaCatalog catalog) {
        return new ColumnRecords(dialect, catalog.qualified(names.columns()));
    }

    private ColumnRecords prepareRecords(Connection connection) throws SQLException {
        SchemaCatalog catalog = read(connection, names.columns());
        ColumnRecords records = records(catalog);
        if (catalog.table(names.columns()).isEmpty()) {
            definitions.make(connection, names.columns(), records.definition());
        }
        return records;
    }

    /**
     * Makes the table, with at least these columns.
     *
     * @param inJsonAlone where to note the attributes that get no column, or whose column cannot be widened
     */
    CollectionTable make(
            Connection connection, IntercomCollection collection, List<Column> columns, Set<String> inJsonAlone)
            throws SQLException {
        ColumnRecords records = prepareRecords(connection);
        CollectionTable table = closed(connection, collection, columns, records, inJsonAlone);
        if (completeAttributes(connection, table, records, inJsonAlone)) {
            table = closed(connection, collection, columns, records, inJsonAlone);
        }
        ParentIndex.prepare(connection, dialect, definitions, names, table);
        return table;
    }

    private CollectionTable closed(
            Connection connection,
            IntercomCollection collection,
            List<Column> columns,
            ColumnRecords records,
            Set<String> inJsonAlone)
            throws SQLException {
        WantedAttributes attributes = new WantedAttributes(
                records.ofAttributes().all(connection, collection.tableName()),
                inJsonAlone,
                options.hasAttributeColumns());
        return new TableChanges(connection, database, definitions, records, clock.instant())
                .close(
                        () -> read(connection, names.of(collection)),
                        recorded -> new WantedTable(collection, dialect, options, columns, recorded, attributes));
    }

    /** Returns whether the table has other columns afterwards. */
    private boolean completeAttributes(
            Connection connection, CollectionTable table, ColumnRecords records, Set<String> inJsonAlone)
            throws SQLException {
        if (!table.target().has(AttributeColumns.SOURCE)) {
            return false;
        }
        if (!options.hasAttributeColumns()) {
            records.ofAttributes().unsetAllKnown(connection, table.collection().tableName());
            return false;
        }
        return attributes(connection, table, records, inJsonAlone).complete();
    }

    /** Returns the changes to the columns of custom attributes of the table. */
    AttributeChanges attributes(Connection connection, CollectionTable table, Set<String> inJsonAlone)
            throws SQLException {
        return attributes(connection, table, prepareRecords(connection), inJsonAlone);
    }

    private AttributeChanges attributes(
            Connection connection, CollectionTable table, ColumnRecords records, Set<String> inJsonAlone) {
        AttributeTable attributes = new AttributeTable(
                connection,
                database,
                definitions,
                records.ofAttributes(),
                () -> read(connection, names.of(table.collection())),
                table,
                inJsonAlone);
        return new AttributeChanges(attributes, typesOf(table.collection()));
    }

    /** Gives a column of decimals another type. Where that takes several statements, an earlier run may have begun. */
    void changeType(Connection connection, CollectionTable table, TargetColumn column, Form form) throws SQLException {
        SchemaCatalog catalog = read(connection, table.target().name());
        List<String> statements = SchemaChange.ChangeType.of(connection, catalog, table.target(), column, form)
                .definition(dialect)
                .statements();
        for (String sql : statements) {
            try {
                definitions.run(connection, table.target().name(), sql);
            } catch (SQLException e) {
                boolean isAdded = sql.equals(statements.get(0)) && statements.size() > 1;
                if (!isAdded || !database.errors().isAlreadyThere(e)) {
                    throw e;
                }
            }
        }
    }
}
