package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.Numbers;
import io.intercomsync.internal.value.VerbatimJson;
import io.intercomsync.model.Author;
import io.intercomsync.model.NestedObject;
import io.intercomsync.model.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object from Intercom, field by field. Each read takes the field out. The fields that are left at the end are {@link
 * #extra()}: unknown fields, and fields of a type that their column cannot hold. A second name is another spelling of the same
 * field: the first one with a value counts, and the other one stays in {@code extra} unless both are equal.
 */
final class Fields {
    private final JsonObject json;
    private final BitSet taken;
    // Most objects have none of these, and there are millions.
    private Map<String, Object> kept = Map.of();
    private Map<String, Fields> members = Map.of();
    private Set<String> typeMismatches = Set.of();

    Fields(Map<String, ? extends @Nullable Object> json) {
        this.json = JsonObject.of(json);
        this.taken = new BitSet(json.size());
    }

    /** Returns the value as it was sent and leaves it in place; {@code null} if there is none. */
    @Nullable
    Object peek(String name) {
        return peek(name, json.names().position(name));
    }

    private @Nullable Object peek(String name, int position) {
        return position < 0 || taken.get(position) ? kept.get(name) : json.valueAt(position);
    }

    void take(String name) {
        take(name, json.names().position(name));
    }

    private void take(String name, int position) {
        if (position >= 0) {
            taken.set(position);
        }
        if (!kept.isEmpty()) {
            kept.remove(name);
        }
    }

    void takeIf(String name, Predicate<Object> saysNothing) {
        Object value = peek(name);
        if (value != null && saysNothing.test(value)) {
            take(name);
        }
    }

    @Nullable
    String text(String name) {
        return read(name, value -> value instanceof String text ? text : null);
    }

    /** Reads an id, which Intercom sends as text or as a whole number. */
    @Nullable
    String id(String name) {
        return read(name, IntercomIds::text);
    }

    @Nullable
    String id(String name, String otherName) {
        return read(otherName, IntercomIds::text, id(name));
    }

    /** Reads an id; {@code null} if it means nobody, as 0 does. */
    @Nullable
    String idOrNobody(String name) {
        String id = id(name);
        return Assignees.isNobody(id) ? null : id;
    }

    @Nullable
    Boolean flag(String name) {
        return read(name, value -> value instanceof Boolean flag ? flag : null);
    }

    @Nullable
    Long integer(String name) {
        return read(name, Numbers::integer);
    }

    @Nullable
    BigDecimal decimal(String name) {
        return read(name, Numbers::decimal);
    }

    @Nullable
    Instant time(String name) {
        return read(name, IntercomTime::read);
    }

    /** Reads an object; {@code null} if it is empty. */
    @Nullable
    NestedObject object(String name) {
        return nested(NestedObject::new, name);
    }

    /** Reads an object of any content; empty if there is none. */
    Map<String, @Nullable Object> attributes(String name) {
        Map<String, @Nullable Object> attributes = nested(Function.identity(), name);
        return attributes == null ? Map.of() : attributes;
    }

    /** Reads a view of an object; {@code null} if the object is empty. */
    <T> @Nullable T nested(Function<Map<String, @Nullable Object>, T> view, String name) {
        return readObject(name, view, null);
    }

    <T> @Nullable T nested(Function<Map<String, @Nullable Object>, T> view, String name, String otherName) {
        return readObject(otherName, view, nested(view, name));
    }

    private <T> @Nullable T readObject(
            String name, Function<Map<String, @Nullable Object>, T> view, @Nullable T found) {
        takeIf(name, EmptyValues::isEmptyObject);
        return read(name, value -> value instanceof Map<?, ?> map ? view.apply(JsonObject.cast(map)) : null, found);
    }

    /** Reads a view of an object; {@code null} if all of its members but its type are null. */
    <T> @Nullable T filled(Function<Map<String, @Nullable Object>, T> view, String name) {
        takeIf(name, value -> value instanceof Map<?, ?> map && EmptyValues.isUnfilled(map));
        return nested(view, name);
    }

    @Nullable
    Author author(String name) {
        return nested(author -> new Author(References.withTextId(author)), name);
    }

    /** Reads a mention of another object: the object with its id as text, or the id alone. */
    @Nullable
    Reference reference(String name) {
        takeIf(name, EmptyValues::isEmptyObject);
        return read(name, References::read);
    }

    List<Reference> references(String name) {
        return list(name, References::read);
    }

    List<String> ids(String name) {
        return list(name, IntercomIds::text);
    }

    /** Reads an array as it was sent. */
    @Nullable
    List<?> array(String name) {
        return read(name, value -> value instanceof List<?> items ? items : null);
    }

    /** Reads views of the objects of a list. */
    <T> List<T> objects(String name, Function<Map<String, @Nullable Object>, T> view) {
        return list(name, item -> item instanceof Map<?, ?> map ? view.apply(JsonObject.cast(map)) : null);
    }

    /**
     * Reads the items of an array or of a list object. Leaves out nulls. If an item is not readable, the list stays in
     * {@code extra} whole, and the other items are returned. Other members of a list object stay in {@code extra}, unless
     * they only say that the list is complete.
     */
    <T> List<T> list(String name, Function<Object, @Nullable T> read) {
        return ListField.read(this, name, read);
    }

    /** Reads the fields of a nested object, whose rest stays in {@code extra}, too; {@code null} if there is no object. */
    @Nullable
    Fields member(String name) {
        if (!(peek(name) instanceof Map<?, ?> map)) {
            return null;
        }
        take(name);
        Fields member = new Fields(JsonObject.cast(map));
        addMember(name, member);
        return member;
    }

    /** Takes out a field if it has one of these values, which carry no information. */
    Fields constant(String name, String... values) {
        takeIf(name, Arrays.asList(values)::contains);
        return this;
    }

    /** Keeps a value, read or not, for {@link #extra()}. */
    void keep(String name, Object value) {
        take(name);
        kept = kept.isEmpty() ? new LinkedHashMap<>() : kept;
        kept.put(name, value);
    }

    void addMember(String name, Fields member) {
        members = members.isEmpty() ? new LinkedHashMap<>() : members;
        members.put(name, member);
    }

    /** Counts a field whose type is wrong. Verbatim values are counted elsewhere. */
    void addTypeMismatch(String name) {
        if (peek(name) instanceof VerbatimJson) {
            return;
        }
        typeMismatches = typeMismatches.isEmpty() ? new HashSet<>() : typeMismatches;
        typeMismatches.add(name);
    }

    private <T> @Nullable T read(String name, Function<Object, @Nullable T> read) {
        return read(name, read, null);
    }

    /** @param found the value of the field under another name; {@code null} if there is none */
    private <T> @Nullable T read(String name, Function<Object, @Nullable T> read, @Nullable T found) {
        int position = json.names().position(name); // looked up once, since every field of every object passes here
        Object value = peek(name, position);
        if (value == null) {
            return found;
        }
        T result = read.apply(value);
        if (result == null) {
            addTypeMismatch(name);
        } else if (found == null || found.equals(result)) {
            take(name, position);
            return result;
        }
        return found;
    }

    /** Returns the unread fields by Intercom's names, without nulls, empty objects and empty lists. */
    Map<String, @Nullable Object> extra() {
        JsonObject untaken = untaken();
        if (kept.isEmpty() && members.isEmpty()) {
            return untaken;
        }
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        kept.forEach((name, value) -> {
            if (isLeft(name, value)) {
                more.put(name, value);
            }
        });
        members.forEach((name, member) -> {
            Map<String, @Nullable Object> rest = member.extra();
            if (!rest.isEmpty()) {
                more.put(name, rest);
            }
        });
        return untaken.with(more);
    }

    private JsonObject untaken() {
        BitSet leftOut = (BitSet) taken.clone();
        for (int i = 0; i < json.size(); i++) {
            if (!taken.get(i) && !isLeft(json.names().at(i), json.valueAt(i))) {
                leftOut.set(i);
            }
        }
        return json.without(leftOut);
    }

    /** Returns whether an unread value carries information. */
    private boolean isLeft(String name, @Nullable Object value) {
        return value != null && (!EmptyValues.saysNothing(value) || typeMismatches.contains(name));
    }

    /** Counts the fields, members included, of a type that their column cannot hold. */
    int typeMismatches() {
        int sum = typeMismatches.size();
        for (Fields member : members.values()) {
            sum += member.typeMismatches();
        }
        return sum;
    }
}
