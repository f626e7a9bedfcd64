package io.intercomsync.jdbc.internal.attribute;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of custom attributes in a table. Their values follow from the JSON column {@link #SOURCE}. Not thread-safe. */
public final class AttributeColumns {
    /** The JSON column with all attributes. */
    public static final String SOURCE = "custom_attributes";

    private final Dialect dialect;
    private final List<TargetColumn> columns;
    private final List<AttributeColumn> attributes;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> inJsonAlone;
    private final AttributeScanner scanner = new AttributeScanner();
    private final int source;
    private final boolean isFilled;

    /**
     * @param columns the columns of the table as it is written
     * @param attributes those that hold attributes
     * @param inJsonAlone the attributes that get no column, or whose column cannot be widened
     * @param isFilled whether to give the columns values; else they become null in each row that is written
     */
    public AttributeColumns(
            Dialect dialect,
            List<TargetColumn> columns,
            List<AttributeColumn> attributes,
            Set<String> inJsonAlone,
            boolean isFilled) {
        this.dialect = dialect;
        this.columns = columns;
        this.attributes = List.copyOf(attributes);
        this.inJsonAlone = inJsonAlone;
        attributes.forEach(each -> positions.put(each.attribute(), columns.indexOf(each.column())));
        this.source = columns.stream().map(TargetColumn::name).toList().indexOf(SOURCE);
        this.isFilled = isFilled && source >= 0;
    }

    /** Returns the columns that hold attributes. */
    public List<AttributeColumn> all() {
        return attributes;
    }

    /** Returns whether the columns get values. */
    public boolean isFilled() {
        return isFilled;
    }

    /** Returns whether the column holds an attribute. */
    public boolean hold(TargetColumn column) {
        return positions.containsValue(columns.indexOf(column));
    }

    /**
     * Fills in the values of the attributes by those of the JSON column, which is filled in already.
     *
     * @param needs gets the attributes that have no column, or do not fit it
     */
    public void fill(@Nullable Object[] row, AttributeNeeds needs) {
        if (isFilled) {
            scanner.scan(row[source], (name, value) -> {
                Integer position = positions.get(name);
                Object held = position == null ? null : AttributeValue.in(columns.get(position), value, dialect);
                if (position == null || held == null) {
                    need(name, value, needs);
                } else {
                    row[position] = held;
                }
            });
        }
    }

    /** Adds the attributes in this JSON that have no column, or do not fit it. */
    public void check(@Nullable Object json, AttributeNeeds needs) {
        scanner.scan(json, (name, value) -> {
            Integer position = positions.get(name);
            if (position == null || AttributeValue.in(columns.get(position), value, dialect) == null) {
                need(name, value, needs);
            }
        });
    }

    private void need(String name, Object value, AttributeNeeds needs) {
        if (inJsonAlone.contains(name)) {
            needs.addInJsonAlone(name);
        } else {
            needs.add(name, value);
        }
    }
}
