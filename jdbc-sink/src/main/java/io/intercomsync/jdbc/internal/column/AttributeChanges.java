package io.intercomsync.jdbc.internal.column;

import static java.util.Objects.requireNonNull;

import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.attribute.AttributeNames;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.attribute.AttributeType;
import io.intercomsync.jdbc.internal.attribute.ObservedValues;
import io.intercomsync.jdbc.internal.bookkeeping.AttributeRecords;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute.State;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives the custom attributes of one table columns of their own: adds, widens and fills them.
 *
 * <p>A column is recorded before it is added, and as filled after it is filled: whatever dies in between,
 * {@link #complete} goes on from there.
 */
public final class AttributeChanges {
    private final AttributeTable table;
    private final AttributeWidening widening;
    private final Connection connection;
    private final AttributeRecords records;
    private final Map<String, String> types;

    /** @param types the types of attributes in Intercom's words */
    public AttributeChanges(AttributeTable table, Map<String, String> types) {
        this.types = types;
        this.table = table;
        this.widening = new AttributeWidening(table);
        this.connection = table.connection();
        this.records = table.records();
    }

    /**
     * Finishes whatever an earlier run has begun, adds columns that are gone, and finds the attributes of rows that were stored without
     * columns. Returns whether anything has changed.
     */
    public boolean complete() throws SQLException {
        boolean isChanged = !table.isFixed() && widening.finish();
        List<RecordedAttribute> incomplete = addMissing();
        isChanged |= !incomplete.isEmpty();
        if (!records.areAllKnown(connection, table.name(), table.allowed())) {
            isChanged |= findUnknown();
            fill(table.recorded());
            records.setAllKnown(connection, table.name(), table.allowed());
        } else if (!incomplete.isEmpty()) {
            widening.widenToStored(incomplete);
            Set<String> names =
                    incomplete.stream().map(RecordedAttribute::column).collect(Collectors.toSet());
            fill(table.recorded().stream()
                    .filter(each -> names.contains(each.column()))
                    .toList());
        }
        return isChanged;
    }

    /** Adds the recorded columns that the table lacks, and returns the columns that lack values of stored rows. */
    private List<RecordedAttribute> addMissing() throws SQLException {
        ActualTable actual = table.actual();
        List<RecordedAttribute> missing = new ArrayList<>();
        List<RecordedAttribute> incomplete = new ArrayList<>();
        for (RecordedAttribute each : table.recorded()) {
            if (actual.column(each.column()).isEmpty()) {
                missing.add(each);
            } else if (each.state() == State.UNFILLED || (each.state() == State.HELD_BACK && widening.isFree(each))) {
                incomplete.add(each);
            }
        }
        incomplete.addAll(table.add(missing));
        return incomplete;
    }

    private boolean findUnknown() throws SQLException {
        AttributeNeeds needs = new AttributeNeeds(table.dialect());
        AttributeColumns known = table.columns();
        table.filler().read(json -> known.check(json, needs));
        if (!needs.isEmpty()) {
            extend(needs);
        }
        return !needs.isEmpty();
    }

    private void fill(List<RecordedAttribute> columns) throws SQLException {
        ActualTable actual = table.actual();
        List<RecordedAttribute> present = columns.stream()
                .filter(each -> actual.column(each.column()).isPresent())
                .toList();
        boolean isFilled = table.filler().fill(present);
        List<RecordedAttribute> whole = present.stream()
                .filter(each -> (each.state() != State.FILLED || !isFilled) && !table.isInJsonAlone(each))
                .toList();
        records.setState(connection, table.name(), whole, isFilled ? State.FILLED : State.UNFILLED);
    }

    /** Adds columns for attributes that have none, and widens columns that do not hold their values. */
    public void extend(AttributeNeeds needs) throws SQLException {
        Map<String, RecordedAttribute> byAttribute = new HashMap<>();
        table.recorded().forEach(each -> byAttribute.putIfAbsent(each.attribute(), each));
        Map<String, ObservedValues> added = new HashMap<>();
        for (Map.Entry<String, ObservedValues> need : needs.byAttribute().entrySet()) {
            RecordedAttribute known = byAttribute.get(need.getKey());
            if (known == null) {
                added.put(need.getKey(), need.getValue());
            } else {
                widening.widen(known, need.getValue());
            }
        }
        if (table.isFixed()) {
            records.insert(connection, table.name(), ofOwner(added, byAttribute));
            return;
        }
        List<RecordedAttribute> named = named(added, byAttribute);
        records.insert(connection, table.name(), named);
        List<RecordedAttribute> there = table.add(named);
        if (records.areAllKnown(connection, table.name(), table.allowed())) {
            records.setState(
                    connection, table.name(), there, State.FILLED); // no row that is stored has a value for them
        }
    }

    /** Returns the attributes for which the owner has made a fitting column. Others stay in JSON. */
    private List<RecordedAttribute> ofOwner(
            Map<String, ObservedValues> added, Map<String, RecordedAttribute> byAttribute) throws SQLException {
        OwnersColumns columns = new OwnersColumns(table.dialect(), table.actual());
        Set<String> taken = new HashSet<>();
        byAttribute.values().forEach(each -> taken.add(SqlNames.folded(each.column())));
        List<RecordedAttribute> fitting = new ArrayList<>();
        for (String attribute :
                added.keySet().stream().sorted(AttributeNames.ORDER).toList()) {
            String column = AttributeNames.of(attribute, table.dialect().longestName(), taken::contains)
                    .orElse("");
            taken.add(column);
            Optional<AttributeType> type = columns.type(column, requireNonNull(added.get(attribute)));
            if (type.isPresent()) {
                fitting.add(RecordedAttribute.unfilled(attribute, column, type.get()));
            } else {
                table.keepInJson(attribute);
            }
        }
        return fitting;
    }

    private List<RecordedAttribute> named(Map<String, ObservedValues> added, Map<String, RecordedAttribute> byAttribute)
            throws SQLException {
        Set<String> taken = new HashSet<>();
        table.actual().columns().forEach(column -> taken.add(SqlNames.folded(column.name())));
        byAttribute.values().forEach(each -> taken.add(SqlNames.folded(each.column())));
        List<RecordedAttribute> named = new ArrayList<>();
        for (String attribute :
                added.keySet().stream().sorted(AttributeNames.ORDER).toList()) {
            Optional<String> column =
                    byAttribute.size() + named.size() < table.dialect().mostAttributeColumns()
                            ? AttributeNames.of(attribute, table.dialect().longestName(), taken::contains)
                            : Optional.empty();
            if (column.isEmpty()) {
                table.keepInJson(attribute);
                continue;
            }
            taken.add(column.get());
            ObservedValues values = requireNonNull(added.get(attribute));
            AttributeType type = values.typeByDefinition(types.get(attribute));
            named.add(RecordedAttribute.unfilled(attribute, column.get(), type));
        }
        return named;
    }
}
