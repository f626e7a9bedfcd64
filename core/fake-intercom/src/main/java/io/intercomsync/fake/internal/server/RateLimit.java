package io.intercomsync.fake.internal.server;

import io.intercomsync.fake.http.RequestWindow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts the requests in each window of ten seconds and refuses those above the limit. */
public final class RateLimit {

    private static final long SECONDS = 10;

    private final Clock clock;
    private final int limit;
    private final boolean isTold;
    private final List<RequestWindow> past = new ArrayList<>();
    private long window = Long.MIN_VALUE;
    private int used;

    public RateLimit(Clock clock, int limit, boolean isTold) {
        this.clock = clock;
        this.limit = limit;
        this.isTold = isTold;
    }

    /** Tells whether a request is above the limit, and which headers its answer has. */
    record Ticket(boolean isTooMuch, Map<String, String> headers) {}

    synchronized Ticket take() {
        long now = Math.floorDiv(clock.instant().getEpochSecond(), SECONDS);
        if (now != window) {
            past.addAll(present());
            window = now;
            used = 0;
        }
        used++;
        return new Ticket(used > limit, headers(Math.max(0, limit - used)));
    }

    /** Returns the time of the clock that measures the windows. */
    Instant now() {
        return clock.instant();
    }

    /** Returns the headers for an answer that says that nothing is left. */
    synchronized Map<String, String> spent() {
        return headers(0);
    }

    /** Returns all windows that received a request, oldest first. */
    public synchronized List<RequestWindow> windows() {
        List<RequestWindow> windows = new ArrayList<>(past);
        windows.addAll(present());
        return windows;
    }

    private List<RequestWindow> present() {
        return used == 0
                ? List.of()
                : List.of(new RequestWindow(Instant.ofEpochSecond(window * SECONDS), used, Math.max(0, used - limit)));
    }

    String message() {
        return "Exceeded rate limit of " + limit + " in 10_seconds";
    }

    private Map<String, String> headers(int remaining) {
        if (!isTold) {
            return Map.of();
        }
        long now = Math.floorDiv(clock.instant().getEpochSecond(), SECONDS);
        return Map.of(
                "X-RateLimit-Limit", Integer.toString(limit),
                "X-RateLimit-Remaining", Integer.toString(remaining),
                "X-RateLimit-Reset", Long.toString((now + 1) * SECONDS));
    }
}
