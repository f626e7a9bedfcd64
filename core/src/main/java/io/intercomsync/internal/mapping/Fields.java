package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.VerbatimJson;
import io.intercomsync.model.Attachment;
import io.intercomsync.model.Author;
import io.intercomsync.model.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An object that Intercom sent, read field by field. A field that is read is taken out; what is left at the end, unknown or
 * of a type that its column cannot hold, is {@link #extra()}. Where another name is given, it is a spelling of the same
 * field: the first that has a value counts, and the other stays in {@code extra} unless it says the same.
 */
final class Fields {
    /** They tell a record without an id from others. An id of the application's would, too, but is often an e-mail address. */
    private static final List<String> TIMES = List.of("created_at", "updated_at");

    private final JsonObject json;
    private final boolean[] taken;
    // Most objects have none of these, and there are millions.
    private Map<String, Object> kept = Map.of();
    private Map<String, Fields> members = Map.of();
    private Set<String> typeMismatches = Set.of();

    Fields(Map<String, ? extends @Nullable Object> json) {
        this.json = JsonObject.of(json);
        this.taken = new boolean[json.size()];
    }

    /**
     * The fields of a record.
     *
     * @param kind what it is, for the message
     * @throws UnreadableRecordException if it is no object
     */
    static Fields of(@Nullable Object json, String kind) {
        if (json instanceof Map<?, ?> map) {
            return new Fields(JsonObject.cast(map));
        }
        throw new UnreadableRecordException("A " + kind + " that is no object", "");
    }

    /**
     * The id of a record.
     *
     * @param kind what it is, for the message
     * @throws UnreadableRecordException if there is none
     */
    String recordId(String kind) {
        String id = id("id");
        if (id == null || id.isEmpty() || !IntercomIds.isUsable(id)) {
            throw new UnreadableRecordException("A " + kind + " without an id", where());
        }
        return id;
    }

    private String where() {
        for (String name : TIMES) {
            Instant time = IntercomTime.read(peek(name));
            if (time != null) {
                return name + " " + time;
            }
        }
        return "";
    }

    /** The value as it was sent; it is not taken out. A null says nothing, and is as if it was not there. */
    @Nullable
    Object peek(String name) {
        return peek(name, json.names().position(name));
    }

    private @Nullable Object peek(String name, int position) {
        return position < 0 || taken[position] ? kept.get(name) : json.valueAt(position);
    }

    void take(String name) {
        take(name, json.names().position(name));
    }

    private void take(String name, int position) {
        if (position >= 0) {
            taken[position] = true;
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

    /** An id, which Intercom sends as text or as a whole number. */
    @Nullable
    String id(String name) {
        return read(name, ScalarValues::id);
    }

    @Nullable
    String id(String name, String otherName) {
        return read(otherName, ScalarValues::id, id(name));
    }

    /** An id for which 0 means nobody. */
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
        return read(name, ScalarValues::integer);
    }

    @Nullable
    BigDecimal decimal(String name) {
        return read(name, ScalarValues::decimal);
    }

    @Nullable
    Instant time(String name) {
        return read(name, IntercomTime::read);
    }

    /** An object; an empty one is {@code null}. */
    @Nullable
    Map<String, @Nullable Object> object(String name) {
        return nested(Function.identity(), name);
    }

    /** An object of any content; empty if there is none. */
    Map<String, @Nullable Object> attributes(String name) {
        Map<String, @Nullable Object> attributes = object(name);
        return attributes == null ? Map.of() : attributes;
    }

    /** A view of an object; of an empty one it is {@code null}. */
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

    /** A view of an object; {@code null} if all of its members but its type are null. */
    <T> @Nullable T filled(Function<Map<String, @Nullable Object>, T> view, String name) {
        takeIf(name, value -> value instanceof Map<?, ?> map && EmptyValues.isUnfilled(map));
        return nested(view, name);
    }

    @Nullable
    Author author(String name) {
        return nested(author -> new Author(References.withTextId(author)), name);
    }

    /** A mention of another object: the object with its id as text, or the id alone. */
    @Nullable
    Reference reference(String name) {
        takeIf(name, EmptyValues::isEmptyObject);
        return read(name, References::read);
    }

    List<Reference> references(String name) {
        return list(name, References::read);
    }

    List<String> ids(String name) {
        return list(name, ScalarValues::id);
    }

    List<Attachment> attachments(String name) {
        return list(name, item -> item instanceof Map<?, ?> map ? new Attachment(JsonObject.cast(map)) : null);
    }

    /** An array as it was sent. */
    @Nullable
    List<?> array(String name) {
        return read(name, value -> value instanceof List<?> items ? items : null);
    }

    /** The objects of a list, each to be read by itself. */
    List<Map<String, @Nullable Object>> objects(String name) {
        return list(name, item -> item instanceof Map<?, ?> map ? JsonObject.cast(map) : null);
    }

    /**
     * The items of an array or of a list object. Nulls are left out; if an item is not readable, the list stays in
     * {@code extra} whole, and the others are returned. What a list object says beside its items stays in {@code extra}
     * if it is more than that the list is complete.
     */
    <T> List<T> list(String name, Function<Object, @Nullable T> read) {
        return ListField.read(this, name, read);
    }

    /** The fields of an object within; what is left of them is left of this one too. {@code null} if there is no object. */
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

    /** Takes out a field that says nothing, if it has one of these values. */
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

    /** A value that is kept as it was sent is counted by itself. */
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

    /** @param found what the field has under another name */
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

    /** What nobody has read, by Intercom's names, without what says nothing: nulls, empty objects and empty lists. */
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
        boolean[] leftOut = taken.clone();
        for (int i = 0; i < leftOut.length; i++) {
            leftOut[i] = taken[i] || !isLeft(json.names().at(i), json.valueAt(i));
        }
        return json.without(leftOut);
    }

    /** Whether a value that nobody has taken has anything to say. */
    private boolean isLeft(String name, @Nullable Object value) {
        return value != null && (!EmptyValues.saysNothing(value) || typeMismatches.contains(name));
    }

    /** How many fields, members included, were of a type that their column cannot hold. */
    int typeMismatches() {
        int sum = typeMismatches.size();
        for (Fields member : members.values()) {
            sum += member.typeMismatches();
        }
        return sum;
    }
}
