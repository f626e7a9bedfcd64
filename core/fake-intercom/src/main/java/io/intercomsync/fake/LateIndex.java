package io.intercomsync.fake;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What searches do not know yet of the objects of one kind, by their numbers. */
final class LateIndex {

    private final Clock clock;
    private final Map<Integer, Pending> pending = new HashMap<>();

    LateIndex(Clock clock) {
        this.clock = clock;
    }

    /** How searches see an object until the index has caught up: as it was, or not at all. */
    private record Pending(long untilMillis, @Nullable Map<String, Object> before) {}

    /** The object has changed from that. What is still late stays as it was seen. */
    void changed(int number, @Nullable Map<String, Object> before, long delayMillis) {
        Pending running = running(number);
        pending.put(number, new Pending(clock.millis() + delayMillis, running == null ? before : running.before()));
    }

    void hide(int number, long untilMillis) {
        pending.put(number, new Pending(untilMillis, null));
    }

    void forget(int number) {
        pending.remove(number);
    }

    boolean isLate(int number) {
        return running(number) != null;
    }

    /** The object as it was; null where searches do not see it, or see it as it is. */
    @Nullable
    Map<String, Object> before(int number) {
        Pending running = running(number);
        return running == null ? null : running.before();
    }

    private @Nullable Pending running(int number) {
        Pending found = pending.isEmpty() ? null : pending.get(number);
        return found != null && clock.millis() < found.untilMillis() ? found : null;
    }

    boolean isSettled() {
        return pending.keySet().stream().noneMatch(this::isLate);
    }

    IntStream numbers() {
        return pending.keySet().stream().mapToInt(Integer::intValue);
    }
}
