package io.intercomsync.internal.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable JSON object. It holds its values by position and shares its names with the other objects that have the same
 * ones in the same order: the 150 contacts of a page have one set of 60 names.
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
     * The same object: itself if it is one, else an unmodifiable deep copy.
     *
     * @throws IllegalArgumentException if it, or anything in it, is no JSON value
     */
    public static JsonObject of(Map<String, ? extends @Nullable Object> map) {
        if (map instanceof JsonObject object) {
            return object;
        }
        String[] names = new String[map.size()];
        @Nullable Object[] values = new @Nullable Object[names.length];
        int next = 0;
        for (Map.Entry<?, ?> member : map.entrySet()) { // whatever its type says, it may have been made with any other
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("Not the name of a JSON member: " + member.getKey());
            }
            names[next] = name;
            values[next++] = JsonValues.unmodifiable(member.getValue());
        }
        return new JsonObject(new MemberNames(names), values);
    }

    /** This object with another value of one member; where there is none of the name, it is added at the end. */
    public JsonObject with(String name, @Nullable Object value) {
        int position = names.position(name);
        boolean isNew = position < 0;
        @Nullable Object[] changed = Arrays.copyOf(values, isNew ? values.length + 1 : values.length);
        changed[isNew ? values.length : position] = JsonValues.unmodifiable(value);
        return new JsonObject(isNew ? names.followedBy(List.of(name)) : names, changed);
    }

    /** This object with other values of some members; those that are not there yet are added at the end. */
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

    /** This object without the members at some positions; the array must not change any more. */
    public JsonObject without(boolean[] leftOut) {
        @Nullable Object[] left = new @Nullable Object[values.length];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if (!leftOut[i]) {
                left[size++] = values[i];
            }
        }
        return size == 0 ? EMPTY : new JsonObject(names.without(leftOut), Arrays.copyOf(left, size));
    }

    /** The names of its members. */
    public MemberNames names() {
        return names;
    }

    /** The value of the member whose name stands at that position. */
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
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < values.length;
                }

                @Override
                public Entry<String, @Nullable Object> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int position = next++;
                    return new SimpleImmutableEntry<>(names.at(position), values[position]);
                }
            };
        }
    }

    /** Casts a map that was read from JSON: its keys are texts. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> cast(Map<?, ?> json) {
        return (Map<String, @Nullable Object>) json;
    }
}
