package io.intercomsync.internal.retry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may still be sent in Intercom's present window. A window is spent as fast as there is something to ask, down to the
 * share that is left to others. Not thread-safe.
 */
final class Window {
    /** Intercom's ordinary limit, until it says another. */
    static final int ORDINARY_LIMIT = 1_667;

    static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final double share;
    private final ServerClock clock = new ServerClock();
    private int limit = ORDINARY_LIMIT;
    /** By Intercom's last word in this window; what is in flight may or may not have been counted in it. */
    private int left = ORDINARY_LIMIT;

    private int inFlight;
    private int taken;
    private Instant start = Instant.MIN;
    private Instant latest = Instant.MIN;
    /** By Intercom's clock. */
    private @Nullable Instant end;

    private boolean endIsGuessed = true;
    private boolean isLimitKnown;

    Window(double share) {
        this.share = share;
    }

    /** Takes leave to send one request: zero if it was given, else how long to wait unless an answer comes before. */
    Duration take(Instant now) {
        Instant ends = current(now);
        if (left - inFlight > reserve()) {
            inFlight++;
            taken++;
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, clock.here(ends));
        return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    }

    private int reserve() {
        return limit - allowed();
    }

    /** How many requests of a window may be sent. */
    int allowed() {
        return Math.max(1, (int) Math.floor(limit * share + 1e-9));
    }

    /** The end of the window that now is in; begins the next one if it is over. */
    private Instant current(Instant now) {
        watch(now);
        if (end != null && now.isBefore(clock.here(end))) {
            return end;
        }
        if (!isLimitKnown && end != null) {
            limit = Math.min(
                    ORDINARY_LIMIT, limit + limit / 10 + 1); // an earlier refusal may have been somebody else's doing
        }
        Instant begun = clock.at(now);
        if (end != null) {
            long missed = Duration.between(end, begun).toNanos() / LENGTH.toNanos();
            begun = end.plus(LENGTH.multipliedBy(Math.max(0, missed)));
        }
        return begin(now, begun.plus(LENGTH), limit, true);
    }

    private Instant begin(Instant now, Instant newEnd, int newLeft, boolean isGuessed) {
        start = now;
        end = newEnd;
        endIsGuessed = isGuessed;
        left = newLeft;
        taken = inFlight;
        return newEnd;
    }

    /** If the clock here was set back, nobody must wait for as long. */
    private void watch(Instant now) {
        if (now.isBefore(latest)) {
            Duration back = Duration.between(now, latest);
            clock.setBack(back);
            start = start.minus(back);
        }
        latest = now;
    }

    /** Takes an answer's word for the window. */
    void answered(Instant sent, Instant now, RateHeaders headers) {
        inFlight--;
        observe(sent, now, headers);
        Integer remaining = headers.remaining();
        Instant reset = headers.reset();
        if (remaining == null || reset == null) {
            left--;
            return;
        }
        learnLimit(headers, remaining);
        if (end == null || reset.isAfter(end)) {
            begin(now, reset, remaining, false);
        } else if (reset.equals(end) || (endIsGuessed && clock.here(reset).isAfter(now))) {
            end = reset;
            endIsGuessed = false;
            left = Math.min(left, remaining);
        } else if (!sent.isBefore(start)) {
            left--; // it speaks of a window that is over, but was counted in this one
        }
    }

    /** Notes that no answer came; the request may have been counted all the same. */
    void failed() {
        inFlight--;
        left--;
    }

    /** Takes the word that the limit is exceeded, and says how long to wait. */
    Duration exceeded(Instant sent, Instant now, RateHeaders headers) {
        inFlight--;
        observe(sent, now, headers);
        Instant until = wordOn429(now, headers);
        if (until == null && sent.isBefore(start)) {
            return Duration.ZERO; // it was refused in a window that is over
        }
        if (until == null) {
            if (headers.limit() == null && !isLimitKnown) {
                limit = Math.max(1, Math.min(limit, taken - inFlight - 1));
            }
            until = clock.at(now).plus(LENGTH);
        }
        learnLimit(headers, 0);
        end = until;
        endIsGuessed = false;
        left = 0;
        return Duration.between(now, clock.here(until));
    }

    /** The later one of what the server says, if that is still to come, and not too far. */
    private @Nullable Instant wordOn429(Instant now, RateHeaders headers) {
        Instant until = headers.reset();
        if (headers.retryAfter() != null) {
            Instant after = clock.at(now).plus(headers.retryAfter());
            until = until == null || after.isAfter(until) ? after : until;
        }
        Instant latest = clock.at(now).plus(LONGEST_WAIT);
        until = until != null && until.isAfter(latest) ? latest : until;
        return until != null && clock.here(until).isAfter(now) ? until : null;
    }

    private void learnLimit(RateHeaders headers, int remaining) {
        Integer said = headers.limit();
        if (said != null && said > 0) {
            limit = Math.max(said, remaining);
            isLimitKnown = true;
        }
    }

    private void observe(Instant sent, Instant now, RateHeaders headers) {
        if (headers.date() != null) {
            clock.observe(sent, now, headers.date(), headers.date().plusSeconds(1));
        } else if (headers.reset() != null) {
            clock.observe(sent, now, headers.reset().minus(LENGTH), headers.reset());
        }
    }
}
