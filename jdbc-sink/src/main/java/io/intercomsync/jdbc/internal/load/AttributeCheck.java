package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the custom attributes of rows to send that their tables have no fitting columns for. */
final class AttributeCheck {
    /** If these have no unmet needs, the others seldom have any, which then show when the rows are sent. */
    private static final int FIRST_ROWS = 100;

    private final Dialect dialect;
    private final Map<IntercomCollection, AttributeNeeds> needs = new EnumMap<>(IntercomCollection.class);

    AttributeCheck(Dialect dialect) {
        this.dialect = dialect;
    }

    void clear() {
        needs.clear();
    }

    /** Returns the needs of the rows of a collection, which grow while its rows are sent. */
    AttributeNeeds of(CollectionTable table) {
        return needs.computeIfAbsent(table.collection(), collection -> new AttributeNeeds(dialect));
    }

    /** Checks the first rows and, if they lack columns, all others. Returns whether no column is missing so far. */
    boolean check(CollectionTable table, List<PreparedRow> rows) {
        AttributeNeeds found = of(table);
        if (table.attributes().isFilled()) {
            int first = Math.min(FIRST_ROWS, rows.size());
            add(table, rows.subList(0, first), found);
            if (!found.isEmpty()) {
                add(table, rows.subList(first, rows.size()), found);
            }
        }
        return unmet().isEmpty();
    }

    /**
     * Checks all rows of the unit. Without transactions, a need that shows when rows are sent comes too late: the rows stay as they are.
     *
     * @return whether no column is missing
     */
    boolean checkAll(Collection<CollectionTable> tables, PreparedUnit unit) {
        for (CollectionTable table : tables) {
            if (table.attributes().isFilled()) {
                add(table, unit.rows(table.collection()), of(table));
            }
        }
        return unmet().isEmpty();
    }

    private void add(CollectionTable table, List<PreparedRow> rows, AttributeNeeds found) {
        @Nullable List<Column> columns = null;
        int position = -1;
        for (PreparedRow prepared : rows) {
            if (prepared.row().columns() != columns) {
                columns = prepared.row().columns();
                position = columns.stream().map(Column::name).toList().indexOf(AttributeColumns.SOURCE);
            }
            if (position >= 0 && prepared.row().values().get(position) instanceof String json) {
                String held = prepared.isPlain() ? json : new TextCleaner(dialect.holdsNul()).json(json);
                table.attributes().check(held, found);
            }
        }
    }

    /** Returns what the tables need before the rows can be sent. */
    Map<IntercomCollection, AttributeNeeds> unmet() {
        Map<IntercomCollection, AttributeNeeds> unmet = new EnumMap<>(IntercomCollection.class);
        needs.forEach((collection, found) -> {
            if (!found.isEmpty()) {
                unmet.put(collection, found);
            }
        });
        return unmet;
    }

    /** Returns the attributes of which some of the values stay in JSON alone. */
    Map<IntercomCollection, Set<String>> inJsonAlone() {
        Map<IntercomCollection, Set<String>> attributes = new EnumMap<>(IntercomCollection.class);
        needs.forEach((collection, found) -> {
            if (!found.inJsonAlone().isEmpty()) {
                attributes.put(collection, found.inJsonAlone());
            }
        });
        return attributes;
    }
}
