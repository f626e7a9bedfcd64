package io.intercomsync.fake.internal.workspace;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one type that searches still see in a former state. The index catches up when it is told to, not when
 * the clock goes on. Otherwise a page could be sorted by one time of an object and end with a cursor of another time.
 */
public final class DelayedIndex {

    private final Map<Integer, Pending> pending = new HashMap<>();
    private volatile long nextMillis = Long.MAX_VALUE;

    /** The state in which searches see an object until the index has caught up: as it was, or not at all. */
    private record Pending(long untilMillis, @Nullable Map<String, Object> before) {}

    /** Records a change of an object. If the index is still late for it, searches keep seeing the same state. */
    void changed(int number, @Nullable Map<String, Object> before, long untilMillis) {
        Pending running = pending.get(number);
        put(number, new Pending(untilMillis, running == null ? before : running.before()));
    }

    void hide(int number, long untilMillis) {
        put(number, new Pending(untilMillis, null));
    }

    private void put(int number, Pending late) {
        pending.put(number, late);
        nextMillis = Math.min(nextMillis, late.untilMillis());
    }

    void forget(int number) {
        pending.remove(number);
    }

    /** Returns whether there may be something to catch up with. Any thread may call it. */
    boolean isBehind(long nowMillis) {
        return nextMillis <= nowMillis;
    }

    void catchUp(long nowMillis) {
        pending.values().removeIf(late -> late.untilMillis() <= nowMillis);
        nextMillis =
                pending.values().stream().mapToLong(Pending::untilMillis).min().orElse(Long.MAX_VALUE);
    }

    public boolean isLate(int number) {
        return pending.containsKey(number);
    }

    /** Returns the former state of the object; null if searches do not see the object, or see it as it is. */
    @Nullable
    public Map<String, Object> before(int number) {
        Pending late = pending.get(number);
        return late == null ? null : late.before();
    }

    public IntStream numbers() {
        return pending.keySet().stream().mapToInt(Integer::intValue);
    }
}
