package io.intercomsync.internal.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable JSON object. It holds its values by position and shares its names with other objects that have the
 * same names in the same order: the 150 contacts of a page share one set of 60 names.
 */
public final class JsonObject extends AbstractMap<String, @Nullable Object> {
    private static final JsonObject EMPTY = new JsonObject(new MemberNames());

    private final MemberNames names;
    private final @Nullable Object[] values;

    /** @param values a frozen value for each name; the array must not change any more */
    public JsonObject(MemberNames names, @Nullable Object... values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Returns the map itself if it is a JSON object already, else an unmodifiable deep copy.
     *
     * @throws IllegalArgumentException if a key or a value, at any depth, is no JSON
     */
    public static JsonObject of(Map<String, ? extends @Nullable Object> map) {
        if (map instanceof JsonObject object) {
            return object;
        }
        String[] names = new String[map.size()];
        @Nullable Object[] values = new @Nullable Object[names.length];
        int next = 0;
        for (Map.Entry<?, ?> member : map.entrySet()) { // a cast may have given it other keys
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("Not the name of a JSON member: " + member.getKey());
            }
            names[next] = name;
            values[next++] = JsonValues.unmodifiable(member.getValue());
        }
        return new JsonObject(new MemberNames(names), values);
    }

    /** Returns this object with another value of one member; a name that is not there yet is added at the end. */
    public JsonObject with(String name, @Nullable Object value) {
        return with(Collections.singletonMap(name, value));
    }

    /** Returns this object with other values of some members; names that are not there yet are added at the end. */
    public JsonObject with(Map<String, ? extends @Nullable Object> members) {
        List<String> added = new ArrayList<>(members.size());
        for (String name : members.keySet()) {
            if (names.position(name) < 0) {
                added.add(name);
            }
        }
        @Nullable Object[] changed = Arrays.copyOf(values, values.length + added.size());
        MemberNames all = added.isEmpty() ? names : names.followedBy(added);
        members.forEach((name, value) -> changed[all.position(name)] = JsonValues.unmodifiable(value));
        return new JsonObject(all, changed);
    }

    /** Returns this object without the members at some positions; the set must not change any more. */
    public JsonObject without(BitSet leftOut) {
        @Nullable Object[] left = new @Nullable Object[values.length];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if (!leftOut.get(i)) {
                left[size++] = values[i];
            }
        }
        return size == 0 ? EMPTY : new JsonObject(names.without(leftOut), Arrays.copyOf(left, size));
    }

    /** Returns the names of the members. */
    public MemberNames names() {
        return names;
    }

    /** Returns the value of the member whose name stands at that position. */
    public @Nullable Object valueAt(int position) {
        return values[position];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return names.position(name) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int position = names.position(name);
        return position < 0 ? null : values[position];
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        for (int i = 0; i < values.length; i++) {
            action.accept(names.at(i), values[i]);
        }
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new Members();
    }

    private final class Members extends AbstractSet<Entry<String, @Nullable Object>> {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Iterator<Entry<String, @Nullable Object>> iterator() {
            return IntStream.range(0, values.length)
                    .mapToObj(JsonObject.this::member)
                    .iterator();
        }
    }

    private Entry<String, @Nullable Object> member(int position) {
        return new SimpleImmutableEntry<>(names.at(position), values[position]);
    }

    /** Casts a map that was read from JSON: its keys are texts. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> cast(Map<?, ?> json) {
        return (Map<String, @Nullable Object>) json;
    }
}
