package io.intercomsync.jdbc.internal.column;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.internal.attribute.AttributeColumn;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.attribute.AttributeType;
import io.intercomsync.jdbc.internal.attribute.ObservedValues;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute.State;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.table.TypeRules;
import io.intercomsync.jdbc.internal.table.WantedColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives columns of custom attributes wider types. A new column is filled in batches, and then takes the place of the old one. So nobody
 * waits while a large table is written anew. If something depends on the old column, it stays as it is.
 */
final class AttributeWidening {
    private final AttributeTable table;
    private final Dialect dialect;

    AttributeWidening(AttributeTable table) {
        this.table = table;
        this.dialect = table.dialect();
    }

    /** Finishes what an earlier run has begun. Returns whether there was anything. */
    boolean finish() throws SQLException {
        boolean isChanged = false;
        for (RecordedAttribute replacement : table.records().replacements(table.connection(), table.name())) {
            Optional<RecordedAttribute> replaced =
                    table.recorded().stream().filter(replacement::replaces).findFirst();
            if (replaced.isPresent()) {
                replace(replaced.get(), replacement, true);
                isChanged = true;
            }
        }
        return isChanged;
    }

    /** Gives the column a type that also holds these values. */
    void widen(RecordedAttribute known, ObservedValues values) throws SQLException {
        AttributeType now = known.knownType().orElse(null);
        if (now == null || table.actual().column(known.column()).isEmpty()) {
            table.keepInJson(known.attribute());
            return;
        }
        AttributeType wider = values.type(now);
        if (wider == AttributeType.DOUBLE) { // only if it keeps the digits of stored values, too
            ObservedValues stored = stored(Set.of(known.attribute())).get(known.attribute());
            if (stored != null) {
                values.addAll(stored);
            }
            wider = values.type(now);
        }
        if (wider == now) {
            if (isNewToThisSink(known, now)) {
                return; // to prepare the table again is enough
            }
            table.keepInJson(known, "somebody has changed the type of its column");
        } else if (isFree(known)) {
            replaceBy(known, wider);
        }
    }

    /** Returns whether the sink of another workspace has added or widened the column since this sink has read the table. */
    private boolean isNewToThisSink(RecordedAttribute known, AttributeType type) throws SQLException {
        WantedColumn wanted = WantedColumn.ofAttribute(known.column(), type);
        Form form = table.actual()
                .column(known.column())
                .map(found -> TypeRules.form(dialect, wanted, found.type()))
                .orElse(null);
        return form != null
                && table.columns().all().stream()
                        .filter(each -> each.attribute().equals(known.attribute()))
                        .map(AttributeColumn::column)
                        .noneMatch(column -> column.type() == type.columnType() && column.form() == form);
    }

    /** Gives columns a type that holds the values of all stored rows. */
    void widenToStored(List<RecordedAttribute> columns) throws SQLException {
        Map<String, ObservedValues> stored =
                stored(columns.stream().map(RecordedAttribute::attribute).collect(Collectors.toSet()));
        for (RecordedAttribute each : columns) {
            ObservedValues values = stored.get(each.attribute());
            AttributeType now = each.knownType().orElse(null);
            if (values != null && now != null && values.type(now) != now && isFree(each)) {
                replaceBy(each, values.type(now));
            }
        }
    }

    private Map<String, ObservedValues> stored(Set<String> attributes) throws SQLException {
        AttributeNeeds stored = new AttributeNeeds(dialect);
        table.filler().read(json -> stored.addAll(json, attributes::contains));
        return stored.byAttribute();
    }

    private void replaceBy(RecordedAttribute known, AttributeType wider) throws SQLException {
        RecordedAttribute replacement = known.replacement(wider);
        table.records().insert(table.connection(), table.name(), List.of(replacement));
        replace(known, replacement, false);
    }

    /** Returns whether nothing keeps the column from being replaced. */
    boolean isFree(RecordedAttribute known) throws SQLException {
        if (table.isFixed()) {
            table.keepInJson(known, "its column has another type, and the sink is built with neverAlter()");
            return false;
        }
        String column =
                table.actual().column(known.column()).map(FoundColumn::name).orElse(known.column());
        List<TableObject> dependents = dialect.catalog().dependents(table.connection(), table.target(), column);
        if (!dependents.isEmpty()) {
            table.keepInJson(
                    known,
                    "its column " + dialect.quoted(column) + " needs another type, but " + dependents.get(0)
                            + " depends on it. Drop what depends on the column, run again, then create it anew");
        }
        return dependents.isEmpty();
    }

    /** Fills the wider column, and gives it the place of the other one. Goes on where an earlier run has left off. */
    private void replace(RecordedAttribute known, RecordedAttribute replacement, boolean isResumed)
            throws SQLException {
        ActualTable actual = table.actual();
        boolean isThere = actual.column(replacement.column()).isPresent();
        boolean isReplaced = isResumed && !isThere && hasType(actual, known, replacement);
        if (!isReplaced) {
            Map<String, String> comment = comment(actual, known, replacement);
            if (!isThere && !add(known, replacement, comment)) {
                return;
            }
            keepForeign(actual, known, replacement, comment);
            boolean isFilled = table.filler().fill(List.of(replacement));
            if (!isFilled) {
                table.records().setState(table.connection(), table.name(), List.of(known), State.UNFILLED);
            }
            if (!swap(actual, known, replacement)) {
                return;
            }
        }
        table.records().setType(table.connection(), table.name(), known.column(), replacement.type());
        table.records().delete(table.connection(), table.name(), replacement.column());
    }

    /** Returns the comment of the column, for the column that replaces it; nothing if there is none. */
    private Map<String, String> comment(ActualTable actual, RecordedAttribute known, RecordedAttribute replacement)
            throws SQLException {
        FoundColumn found = actual.column(known.column()).orElse(null);
        String comment =
                found == null ? "" : dialect.catalog().comment(table.connection(), table.target(), found.name());
        return comment.isEmpty() ? Map.of() : Map.of(replacement.column(), comment);
    }

    /** Gives the wider column the comment and the grants of the other one, which somebody may have changed. */
    private void keepForeign(
            ActualTable actual, RecordedAttribute known, RecordedAttribute replacement, Map<String, String> comment)
            throws SQLException {
        table.comment(comment);
        FoundColumn found = actual.column(known.column()).orElse(null);
        if (found != null) {
            table.grant(dialect.catalog()
                    .grants(table.connection(), table.target(), found.name(), dialect.quoted(replacement.column())));
        }
    }

    private boolean add(RecordedAttribute known, RecordedAttribute replacement, Map<String, String> comment)
            throws SQLException {
        try {
            table.addAtOnce(List.of(replacement), comment);
            return true;
        } catch (SQLException e) {
            if (table.endsRun(e)) {
                throw e;
            }
            table.keepInJson(known, "the database refuses to add a wider column: " + table.withoutData(e));
            table.records().delete(table.connection(), table.name(), replacement.column());
            return false;
        }
    }

    private boolean hasType(ActualTable actual, RecordedAttribute known, RecordedAttribute replacement) {
        AttributeType type = replacement.knownType().orElseThrow();
        if (known.knownType().orElseThrow().sql(dialect).equals(type.sql(dialect))) {
            return false; // nobody can tell
        }
        WantedColumn wanted = WantedColumn.ofAttribute(known.column(), type);
        return actual.column(known.column())
                .map(found -> TypeRules.form(dialect, wanted, found.type()))
                .filter(form -> type.columnType() != ColumnType.DECIMAL || form == type.form())
                .isPresent();
    }

    private boolean swap(ActualTable actual, RecordedAttribute known, RecordedAttribute replacement)
            throws SQLException {
        boolean isDropped = actual.column(known.column()).isEmpty();
        List<String> statements = dialect.replaceColumn(
                table.target().qualifiedName(), dialect.quoted(known.column()), dialect.quoted(replacement.column()));
        try {
            table.run(isDropped ? statements.subList(statements.size() - 1, statements.size()) : statements);
            return true;
        } catch (SQLException e) {
            if (table.endsRun(e) || table.actual().column(known.column()).isEmpty()) {
                throw e;
            }
            table.keepInJson(
                    known, "the database refuses to replace its column by a wider one: " + table.withoutData(e));
            drop(replacement);
            return false;
        }
    }

    /** Drops the column, if the database lets it. Else a later run tries again to give it the place of the other one. */
    private void drop(RecordedAttribute replacement) throws SQLException {
        try {
            table.run(List.of("ALTER TABLE " + table.target().qualifiedName() + " DROP COLUMN "
                    + dialect.quoted(replacement.column())));
            table.records().delete(table.connection(), table.name(), replacement.column());
        } catch (SQLException e) {
            if (table.endsRun(e)) {
                throw e;
            }
        }
    }
}
