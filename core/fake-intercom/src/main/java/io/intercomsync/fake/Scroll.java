package io.intercomsync.fake;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one scroll that can be open over the companies: the same token on each page, dead after a minute without use. */
final class Scroll {

    private static final int PAGE = 100;
    private static final long IDLE_MILLIS = 60_000;

    private final Clock clock;
    private int[] companies = {};
    private int position;
    private @Nullable String token;
    private long used;
    private boolean isHeldByAnother;

    Scroll(Clock clock) {
        this.clock = clock;
    }

    /** A page of companies, by number; an empty one at the end. */
    record Page(String token, List<Integer> companies) {}

    synchronized void hold(boolean isHeld) {
        isHeldByAnother = isHeld;
    }

    synchronized Page open(Supplier<int[]> visible) {
        if (isHeldByAnother || isAlive()) {
            throw new ApiError(400, "scroll_exists", "scroll already exists for this workspace");
        }
        companies = visible.get();
        if (companies.length == 0) {
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
        int to = Math.min(companies.length, position + PAGE);
        List<Integer> shown = Arrays.stream(companies, position, to).boxed().toList();
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
