package io.intercomsync.jdbc.internal.attribute;

import io.intercomsync.jdbc.dialect.Dialect;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The attributes whose values have no column yet, or do not fit their column. */
public final class AttributeNeeds {
    private final Dialect dialect;
    private final AttributeScanner scanner = new AttributeScanner();
    private final Map<String, ObservedValues> byAttribute = new HashMap<>();
    private final Set<String> inJsonAlone = new TreeSet<>();

    public AttributeNeeds(Dialect dialect) {
        this.dialect = dialect;
    }

    void add(String attribute, Object value) {
        byAttribute
                .computeIfAbsent(attribute, name -> new ObservedValues(dialect))
                .add(value);
    }

    /** Adds all values of these attributes in the JSON of a row. */
    public void addAll(@Nullable Object json, Predicate<String> attributes) {
        scanner.scan(json, (name, value) -> {
            if (attributes.test(name)) {
                add(name, value);
            }
        });
    }

    void addInJsonAlone(String attribute) {
        inJsonAlone.add(attribute);
    }

    public Map<String, ObservedValues> byAttribute() {
        return byAttribute;
    }

    /** Returns the attributes of which values stay in JSON alone, because a column cannot be had. */
    public Set<String> inJsonAlone() {
        return inJsonAlone;
    }

    public boolean isEmpty() {
        return byAttribute.isEmpty();
    }
}
