package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.internal.generate.GeneratedIds;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one type: the generated ones, which are made when asked for, and all additions, edits and deletions.
 * Each object has a number, which is never used again. The table is not thread-safe; the lock of the workspace
 * protects it.
 */
public final class ObjectTable {

    private final GeneratedIds ids;
    private final int generated;
    private final IntFunction<Map<String, Object>> maker;
    private final Map<Integer, Map<String, Object>> edited = new HashMap<>();
    private final Map<String, Integer> added = new HashMap<>();
    private final BitSet gone = new BitSet();
    private int end;

    ObjectTable(GeneratedIds ids, int generated, IntFunction<Map<String, Object>> maker) {
        this.ids = ids;
        this.generated = generated;
        this.maker = maker;
        this.end = generated;
    }

    /** Returns the number of the object with that id, deleted or not; -1 if there never was one. */
    public int number(String id) {
        Integer number = added.get(id);
        if (number != null) {
            return number;
        }
        int index = ids.index(id);
        return index < generated ? index : -1;
    }

    /** Returns the number of the object with that id; -1 if there is none now. */
    public int present(String id) {
        int number = number(id);
        return number < 0 || gone.get(number) ? -1 : number;
    }

    public boolean isPresent(int number) {
        return number >= 0 && number < end && !gone.get(number);
    }

    /** Returns whether the object is as it was generated, so that its values can be computed one by one. */
    public boolean isUntouched(int number) {
        return number < generated && !edited.containsKey(number);
    }

    /** Returns whether the object was generated. It may have been edited since. */
    boolean isGenerated(int number) {
        return number >= 0 && number < generated;
    }

    /** Returns the object. The caller must not change it. */
    public Map<String, Object> get(int number) {
        Map<String, Object> object = edited.get(number);
        return object == null ? maker.apply(number) : object;
    }

    /** Returns the object as it was generated. */
    public Map<String, Object> original(int number) {
        return maker.apply(number);
    }

    @Nullable
    public Map<String, Object> find(String id) {
        int number = present(id);
        return number < 0 ? null : get(number);
    }

    public String id(int number) {
        return number < generated ? ids.id(number) : String.valueOf(get(number).get("id"));
    }

    /** Stores the object under its id; one that was gone comes back. Returns its number. */
    int put(String id, Map<String, Object> object) {
        int number = number(id);
        if (number < 0) {
            number = end++;
            added.put(id, number);
        }
        edited.put(number, object);
        gone.clear(number);
        return number;
    }

    void remove(int number) {
        gone.set(number);
    }

    void restore(int number) {
        gone.clear(number);
    }

    /** Returns the numbers of all present objects, oldest first. */
    public IntStream numbers() {
        return IntStream.range(0, end).filter(number -> !gone.get(number));
    }

    public int generated() {
        return generated;
    }

    /** Returns the numbers of all objects that were added, edited or deleted. */
    public IntStream touched() {
        return IntStream.concat(
                edited.keySet().stream().mapToInt(Integer::intValue),
                gone.stream().filter(number -> !edited.containsKey(number)));
    }

    /** Returns the lowest number that is not used yet. */
    public int end() {
        return end;
    }

    public int size() {
        return end - gone.cardinality();
    }
}
