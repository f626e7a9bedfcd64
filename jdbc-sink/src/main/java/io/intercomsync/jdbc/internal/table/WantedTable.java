package io.intercomsync.jdbc.internal.table;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedColumn;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table that the sink wants for a collection. It requires the columns that the rows to store have, and the sink's own. It also knows the
 * other columns of the collection and those that were added earlier: they are filled where the table has them.
 */
public final class WantedTable {
    private final IntercomCollection collection;
    private final List<String> key;
    private final WantedAttributes attributes;
    private final SchemaOptions options;
    private final Map<String, WantedColumn> columns = new LinkedHashMap<>();

    /**
     * @param named the columns that the rows have
     * @param recorded the columns that the sink has added to the table earlier
     * @param attributes the columns of custom attributes
     */
    public WantedTable(
            IntercomCollection collection,
            Dialect dialect,
            SchemaOptions options,
            List<Column> named,
            List<RecordedColumn> recorded,
            WantedAttributes attributes) {
        this.collection = collection;
        this.attributes = attributes;
        this.options = options;
        this.key = new ArrayList<>(collection.keyColumns());
        if (options.isShared()) {
            key.add(0, OwnColumns.WORKSPACE);
            add(dialect, OwnColumns.WORKSPACE, ColumnType.TEXT, true);
        }
        named.forEach(column -> add(dialect, column.name(), column.type(), true));
        add(dialect, OwnColumns.RECEIVED_AT, ColumnType.TIMESTAMP, true);
        add(dialect, OwnColumns.DELETED_AT, ColumnType.TIMESTAMP, true);
        if (collection == IntercomCollection.USERS || collection == IntercomCollection.CONTACTS) {
            add(dialect, OwnColumns.MERGED_INTO, ColumnType.TEXT, true);
        }
        add(dialect, OwnColumns.ROW_HASH, ColumnType.INTEGER, true);
        collection.columns().forEach(column -> add(dialect, column.name(), column.type(), false));
        for (RecordedColumn column : recorded) {
            if (!column.name().equals(OwnColumns.WORKSPACE)) {
                column.knownType().ifPresent(type -> add(dialect, column.name(), type, false));
            }
        }
        for (RecordedAttribute each : attributes.recorded()) {
            each.knownType()
                    .ifPresent(type -> columns.putIfAbsent(
                            SqlNames.folded(each.column()), WantedColumn.ofAttribute(each.column(), type)));
        }
    }

    private void add(Dialect dialect, String name, ColumnType type, boolean isRequired) {
        String nameInTable = SqlNames.shortened(name, dialect.longestName());
        boolean isParent = collection.parentColumn().filter(name::equals).isPresent();
        columns.putIfAbsent(
                SqlNames.folded(nameInTable),
                new WantedColumn(name, type, nameInTable, key.contains(name), isParent, isRequired, false));
    }

    public IntercomCollection collection() {
        return collection;
    }

    WantedAttributes attributes() {
        return attributes;
    }

    /** Returns the columns that the table must have, in the order in which a new table gets them. */
    public List<WantedColumn> required() {
        return columns.values().stream().filter(WantedColumn::isRequired).toList();
    }

    /** Returns the names of the key's columns, in quotes. */
    List<String> quotedKey(Dialect dialect) {
        return required().stream()
                .filter(WantedColumn::isKey)
                .map(column -> dialect.quoted(column.nameInTable()))
                .toList();
    }

    /** Returns the text at the end of the statement that creates the table; empty if there is none. */
    String options(Dialect dialect) {
        return options.ofTable(collection, dialect, quotedKey(dialect));
    }

    /** Returns the table as it is once it is made. */
    public TargetTable made(SchemaCatalog catalog) {
        List<TargetColumn> made = required().stream()
                .map(column -> new TargetColumn(
                        column.name(),
                        catalog.dialect().quoted(column.nameInTable()),
                        column.type(),
                        Form.DECIMAL,
                        null))
                .toList();
        String name = catalog.names().of(collection);
        return new TargetTable(
                catalog.names().schema(), name, catalog.qualified(name), made, quotedKey(catalog.dialect()), false);
    }

    /** Returns the required columns that the table lacks. */
    public List<WantedColumn> missing(ActualTable table) {
        return required().stream()
                .filter(column -> table.column(column.nameInTable()).isEmpty())
                .toList();
    }

    /** Returns the wanted column that this column of the table is. If two columns differ only in case, one is somebody else's. */
    Optional<WantedColumn> ofFound(ActualTable table, FoundColumn found) {
        return Optional.ofNullable(columns.get(SqlNames.folded(found.name())))
                .filter(column -> table.column(column.nameInTable()).equals(Optional.of(found)));
    }
}
