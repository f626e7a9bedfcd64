package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.internal.api.ApiError;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The only scroll that can be open over objects of one type. Its pages share one token; it expires after a minute without use. */
public final class ScrollSession {

    private static final int PAGE = 100;
    private static final long IDLE_MILLIS = 60_000;

    private final Clock clock;
    private int[] numbers = {};
    private int position;
    private @Nullable String token;
    private long used;
    private boolean isHeldByAnother;

    public ScrollSession(Clock clock) {
        this.clock = clock;
    }

    /** A page of object numbers. The last page is empty. */
    record Page(String token, List<Integer> numbers) {}

    public synchronized void hold(boolean isHeld) {
        isHeldByAnother = isHeld;
    }

    synchronized Page open(Supplier<int[]> visible) {
        if (isHeldByAnother || isAlive()) {
            throw new ApiError(400, "scroll_exists", "scroll already exists for this workspace");
        }
        numbers = visible.get();
        if (numbers.length == 0) {
            throw ApiError.notFound();
        }
        position = 0;
        token = UUID.randomUUID().toString();
        return page(token);
    }

    synchronized Page next(String asked) {
        if (!isAlive() || !asked.equals(token)) {
            throw new ApiError(404, "not_found", "scroll parameter not found");
        }
        return page(asked);
    }

    private Page page(String current) {
        int to = Math.min(numbers.length, position + PAGE);
        List<Integer> shown = Arrays.stream(numbers, position, to).boxed().toList();
        position = to;
        used = clock.millis();
        if (shown.isEmpty()) {
            token = null;
        }
        return new Page(current, shown);
    }

    private boolean isAlive() {
        return token != null && clock.millis() - used <= IDLE_MILLIS;
    }
}
