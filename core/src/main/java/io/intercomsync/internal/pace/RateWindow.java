package io.intercomsync.internal.pace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The present window of Intercom's rate limit. Requests spend it at once, down to the share that is left to others. All times are
 * by the local clock. An answer makes nobody wait longer than a window can last. Only a refusal may, up to a bound. Not
 * thread-safe.
 */
final class RateWindow {
    /** Intercom's ordinary limit, until it says another. */
    static final int ORDINARY_LIMIT = 1_667;

    static final Duration LENGTH = Duration.ofSeconds(10);
    /** The longest window: times are known to a second, and date and window may come from two clocks. */
    private static final Duration LONGEST = LENGTH.plusSeconds(3);

    /** Two ends that differ by less belong to the same window. */
    private static final Duration HALF = LENGTH.dividedBy(2);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final double share;
    private final ServerClock clock = new ServerClock();
    private int limit = ORDINARY_LIMIT;
    /** The requests left by Intercom's last answer in this window. It may or may not count the requests in flight. */
    private int left = ORDINARY_LIMIT;

    private int inFlight;
    private int taken;
    private Instant start = Instant.MIN;
    private Instant latest = Instant.MIN;
    private @Nullable Instant end;

    private boolean endIsGuessed = true;
    /** The latest end of the window that answers named, by the server's clock. */
    private @Nullable Instant told;

    /** True if a refusal has said that nothing may be sent before the end. */
    private boolean isRefused;

    private boolean isLimitKnown;

    RateWindow(double share) {
        this.share = share;
    }

    /**
     * Takes permission to send one request. Returns zero if it was given, else the wait. An answer may end the wait earlier.
     */
    Duration take(Instant now) {
        Instant ends = current(now);
        if (left - inFlight > reserve()) {
            inFlight++;
            taken++;
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, ends);
        return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    }

    private int reserve() {
        return limit - allowed();
    }

    /** Returns how many requests of a window may be sent. */
    int allowed() {
        return Math.max(1, (int) Math.floor(limit * share + 1e-9));
    }

    /** Returns the end of the present window; begins the next one if it is over. */
    private Instant current(Instant now) {
        watch(now);
        if (end != null && now.isBefore(end)) {
            return end;
        }
        if (!isLimitKnown && end != null) {
            limit = Math.min(
                    ORDINARY_LIMIT, limit + limit / 10 + 1); // somebody else may have caused an earlier refusal
        }
        Instant begun = now;
        if (end != null) {
            long missed = Duration.between(end, now).toSeconds() / LENGTH.toSeconds();
            begun = end.plus(LENGTH.multipliedBy(missed));
        }
        return begin(now, begun.plus(LENGTH), limit, true);
    }

    private Instant begin(Instant now, Instant newEnd, int newLeft, boolean isGuessed) {
        start = now;
        end = newEnd;
        endIsGuessed = isGuessed;
        told = null;
        isRefused = false;
        left = newLeft;
        taken = inFlight;
        return newEnd;
    }

    /** Notes the time. If the local clock was set back, moves the window back, too, so that nobody waits longer. */
    private void watch(Instant now) {
        if (now.isBefore(latest)) {
            Duration back = Duration.between(now, latest);
            clock.setBack(back);
            start = start.minus(back);
            end = end == null ? null : end.minus(back);
        }
        latest = now;
    }

    /** Takes the headers of an answer. */
    void answered(Instant sent, Instant now, RateHeaders headers) {
        inFlight--;
        watch(now);
        boolean isBelieved = observe(sent, now, headers);
        Integer remaining = headers.remaining();
        Instant reset = headers.reset();
        if (remaining == null || reset == null) {
            left--;
            return;
        }
        learnLimit(headers, remaining);
        Instant ends = clock.toLocal(reset);
        if (!isBelieved || ends.isAfter(now.plus(LONGEST))) {
            left = Math.min(left - 1, remaining); // the named end is of no use
        } else {
            endsAt(ends, reset, sent, now, remaining);
        }
    }

    private void endsAt(Instant ends, Instant reset, Instant sent, Instant now, int remaining) {
        if (end == null || ends.isAfter(end.plus(HALF))) {
            begin(now, ends, remaining, false);
            told = reset;
        } else if (!ends.isBefore(end.minus(HALF)) || (endIsGuessed && ends.isAfter(now))) {
            left = Math.min(left, remaining);
            if (told == null || !reset.isBefore(told)) { // a window that begins too early leads to a refusal
                end = ends;
                told = reset;
                endIsGuessed = false;
            }
        } else if (end.isAfter(now.plus(LONGEST)) && ends.isAfter(now)) {
            begin(now, ends, remaining, false); // no window ends as late as a refusal has named
            told = reset;
        } else if (!sent.isBefore(start)) {
            left--; // the answer names a window that is over, but the request counts in this one
        }
    }

    /** Notes that no answer came. Intercom may still have counted the request. */
    void failed() {
        inFlight--;
        left--;
    }

    /** Notes that the limit is exceeded, and returns the wait. */
    Duration exceeded(Instant sent, Instant now, RateHeaders headers) {
        inFlight--;
        watch(now);
        boolean isBelieved = observe(sent, now, headers);
        Instant until = endNamedBy429(now, headers, isBelieved);
        if (until == null && sent.isBefore(start)) {
            return Duration.ZERO; // it was refused in a window that is over
        }
        boolean isGuessed = until == null;
        if (until == null) {
            if (headers.limit() == null && !isLimitKnown) {
                limit = Math.max(1, Math.min(limit, taken - inFlight - 1));
            }
            until = now.plus(LENGTH);
        }
        learnLimit(headers, 0);
        return Duration.between(now, refuse(now, until, isGuessed));
    }

    /**
     * Closes the window until a time. A refusal with a far end does not replace a near end that another refusal named.
     */
    private Instant refuse(Instant now, Instant until, boolean isGuessed) {
        boolean isFar = until.isAfter(now.plus(LONGEST));
        Instant before = end;
        boolean isKnown = isRefused
                && !endIsGuessed
                && before != null
                && before.isAfter(now)
                && !before.isAfter(now.plus(LONGEST));
        left = 0;
        isRefused = true;
        if (before != null && isKnown && (isFar || isGuessed)) {
            return before;
        }
        end = until;
        endIsGuessed = isGuessed;
        return until;
    }

    /** Returns the later time that the refusal names, if it is in the future and not too far. */
    private @Nullable Instant endNamedBy429(Instant now, RateHeaders headers, boolean isBelieved) {
        Instant bound = now.plus(LONGEST_WAIT);
        Instant until = null;
        Instant reset = headers.reset();
        if (reset != null && isBelieved) {
            Instant ends = clock.toLocal(reset);
            until = ends.isAfter(now) && !ends.isAfter(bound) ? ends : null;
        }
        Duration after = headers.retryAfter();
        if (after != null && !after.isZero()) {
            Instant then = after.compareTo(LONGEST_WAIT) > 0 ? bound : now.plus(after);
            until = until == null || then.isAfter(until) ? then : until;
        }
        return until;
    }

    private void learnLimit(RateHeaders headers, int remaining) {
        Integer said = headers.limit();
        if (said != null && said > 0) {
            limit = Math.max(said, remaining);
            isLimitKnown = true;
        }
    }

    /**
     * Learns the server's time from an answer. If the date and the end of the window contradict each other, the one that is
     * farther from the known time is wrong.
     *
     * @return whether the time of the answer agrees with the known time
     */
    private boolean observe(Instant sent, Instant now, RateHeaders headers) {
        Instant date = headers.date();
        Instant reset = headers.reset();
        boolean isDated = date != null
                && (reset == null
                        || isWindow(date, reset)
                        || clock.distance(sent, now, date, date.plusSeconds(1))
                                        .compareTo(clock.distance(sent, now, reset.minus(LENGTH), reset))
                                <= 0);
        if (date != null && isDated) {
            return clock.observe(sent, now, date, date.plusSeconds(1));
        }
        return reset != null && clock.observe(sent, now, reset.minus(LENGTH), reset);
    }

    private static boolean isWindow(Instant date, Instant reset) {
        return !reset.isBefore(date) && !reset.isAfter(date.plus(LENGTH).plusSeconds(2));
    }
}
