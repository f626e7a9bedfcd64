package io.intercomsync.jdbc.internal.table;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumn;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.bookkeeping.ColumnGenerations;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.catalog.SchemaCatalog;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the table that the sink uses from the wanted and the actual one, and refuses a table that does not fit. */
public final class TableMatcher {
    private final Dialect dialect;
    private final SchemaCatalog catalog;
    private final WantedTable wanted;
    private final ActualTable actual;

    public TableMatcher(SchemaCatalog catalog, WantedTable wanted, ActualTable actual) {
        this.dialect = catalog.dialect();
        this.catalog = catalog;
        this.wanted = wanted;
        this.actual = actual;
    }

    public String qualified() {
        return catalog.qualified(actual.name());
    }

    /**
     * Returns the columns of the sink that the table has and that hold their values, in the order of the table, without those of custom
     * attributes.
     */
    public List<WantedColumn> present() {
        List<WantedColumn> present = new ArrayList<>();
        for (FoundColumn found : actual.columns()) {
            wanted.ofFound(actual, found)
                    .filter(column -> !column.isAttribute())
                    .filter(column -> TypeRules.form(dialect, column, found.type()) != null)
                    .ifPresent(present::add);
        }
        return present;
    }

    /** Returns whether the table has all required columns, and key columns that hold their values. */
    public boolean isComplete() {
        List<WantedColumn> present = present();
        return wanted.missing(actual).isEmpty()
                && wanted.required().stream().filter(WantedColumn::isKey).allMatch(present::contains);
    }

    /**
     * Returns the table.
     *
     * @throws SinkException if the sink cannot write a row to it
     */
    public CollectionTable table(ColumnGenerations generations) {
        List<TargetColumn> columns = new ArrayList<>();
        for (FoundColumn found : actual.columns()) {
            WantedColumn ours = wanted.ofFound(actual, found).orElse(null);
            Form form = ours == null ? null : TypeRules.form(dialect, ours, found.type());
            if (ours != null && found.isGenerated()) {
                throw new SinkException("The table " + qualified() + " has a column \"" + found.name()
                        + "\" that the database generates, but it must take what Intercom sends. Rename the column, or"
                        + " choose another schema");
            }
            if (ours != null && form != null) {
                columns.add(
                        new TargetColumn(ours.name(), dialect.quoted(found.name()), ours.type(), form, found.digits()));
            } else if (found.isRequired()) {
                throw ours == null ? ofRequired(found) : ofAnotherType(found, ours);
            }
        }
        return new CollectionTable(wanted.collection(), target(columns), generations, attributes(columns));
    }

    private AttributeColumns attributes(List<TargetColumn> columns) {
        Map<String, TargetColumn> byName =
                columns.stream().collect(Collectors.toMap(TargetColumn::name, Function.identity()));
        List<AttributeColumn> attributes = new ArrayList<>();
        for (RecordedAttribute each : wanted.attributes().recorded()) {
            TargetColumn column = byName.get(each.column());
            if (column != null && !each.isReplacement()) { // one that is to replace another is null in each new row
                attributes.add(new AttributeColumn(each.attribute(), column));
            }
        }
        return new AttributeColumns(
                dialect,
                columns,
                attributes,
                wanted.attributes().inJsonAlone(),
                wanted.attributes().isFilled());
    }

    private TargetTable target(List<TargetColumn> columns) {
        List<String> key = new ArrayList<>();
        if (columns.stream().anyMatch(column -> column.name().equals(OwnColumns.WORKSPACE))) {
            key.add(OwnColumns.WORKSPACE);
        }
        key.addAll(wanted.collection().keyColumns());
        Map<String, String> quoted =
                columns.stream().collect(Collectors.toMap(TargetColumn::name, TargetColumn::quotedName));
        String schema = catalog.schema();
        return new TargetTable(
                schema == null ? catalog.names().schema() : schema,
                actual.name(),
                qualified(),
                columns,
                key.stream().map(name -> requireNonNull(quoted.get(name), name)).toList(),
                columns.size() < actual.columns().size());
    }

    private SinkException ofRequired(FoundColumn found) {
        return new SinkException("The table " + qualified() + " has a column \"" + found.name()
                + "\" that is not this sink's and must not be null. Give it a default, or choose another schema");
    }

    /**
     * Refuses columns of other types.
     *
     * @throws SinkException if a required column has a type that cannot hold its values
     */
    public void refuseOtherTypes() {
        for (WantedColumn column : wanted.required()) {
            actual.column(column.nameInTable()).ifPresent(found -> {
                if (TypeRules.form(dialect, column, found.type()) == null) {
                    throw ofAnotherType(found, column);
                }
            });
        }
    }

    private SinkException ofAnotherType(FoundColumn found, WantedColumn column) {
        boolean mayBeOurs =
                !dialect.knowsTypeNames() && actual.column(OwnColumns.ROW_HASH).isPresent();
        return new SinkException("The table " + qualified() + " has a column \"" + found.name() + "\" of the type "
                + found.type() + ", but it must be " + TypeRules.type(dialect, column) + ". "
                + (mayBeOurs
                        ? "If the sink has made it, then that is how the database calls this type: let Dialect.accepts"
                                + " of the dialect accept " + found.type() + ". If somebody else has, rename"
                        : "Rename")
                + " the column or the table, or choose another schema");
    }

    /**
     * Refuses a table without the key of its rows.
     *
     * @param missing the columns that the table lacks
     * @throws SinkException if a part of the key is among them
     */
    public void refuseMissingKey(List<WantedColumn> missing) {
        missing.stream().filter(WantedColumn::isKey).findFirst().ifPresent(column -> {
            throw new SinkException("The table " + qualified() + " is not of this sink: it has no column \""
                    + column.name() + "\", which is part of the key. Rename the table, or choose another schema");
        });
    }
}
