package io.intercomsync.internal.pace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The difference between the server's clock and the local one. Each answer says that the server's clock stood within
 * a certain second at some moment between sending and receiving; together, answers narrow the difference to the time
 * of a request. A very different answer may come from a node whose clock is wrong, so it counts only after more answers in a row
 * agree with it. Not thread-safe.
 */
final class ServerClock {
    /**
     * The largest contradiction that drifting clocks explain. Believing an end that is this much later costs almost nothing.
     */
    private static final Duration SMALL = Duration.ofSeconds(2);

    private static final int BELIEVED = 3;

    private @Nullable Range known;
    private @Nullable Range rival;
    private int rivals;

    /** A range for the lead of the server's clock over the local one. */
    private record Range(Duration least, Duration most) {

        static Range of(Instant sent, Instant received, Instant earliest, Instant latest) {
            return new Range(Duration.between(received, earliest), Duration.between(sent, latest));
        }

        /** Returns the gap between two ranges; zero or less if they overlap. */
        Duration gapTo(Range other) {
            Duration above = least.minus(other.most);
            Duration below = other.least.minus(most);
            return above.compareTo(below) > 0 ? above : below;
        }

        boolean isSlightlyBehind(Range other) {
            return least.compareTo(other.least) < 0 && gapTo(other).compareTo(SMALL) <= 0;
        }

        Range and(Range other) {
            return new Range(
                    least.compareTo(other.least) > 0 ? least : other.least,
                    most.compareTo(other.most) < 0 ? most : other.most);
        }
    }

    /**
     * Notes that the server's clock stood between these two while the request was under way.
     *
     * @return whether the answer is believed
     */
    boolean observe(Instant sent, Instant received, Instant earliest, Instant latest) {
        Range said = Range.of(sent, received, earliest, latest);
        Range before = known;
        if (before != null && said.gapTo(before).compareTo(Duration.ZERO) <= 0) {
            known = before.and(said);
        } else if (before == null || said.isSlightlyBehind(before) || isConfirmed(said)) {
            known = said; // the first answer, or one of the clocks was set
        } else {
            return false;
        }
        rivals = 0;
        return true;
    }

    private boolean isConfirmed(Range said) {
        boolean isSame = rival != null && rivals > 0 && said.gapTo(rival).compareTo(SMALL) <= 0;
        rivals = isSame ? rivals + 1 : 1;
        rival = said;
        return rivals >= BELIEVED;
    }

    /**
     * Returns the distance between an answer's time and the known one, or the local one as long as nothing is known.
     */
    Duration distance(Instant sent, Instant received, Instant earliest, Instant latest) {
        Range expected = known == null ? new Range(Duration.ZERO, Duration.ZERO) : known;
        return Range.of(sent, received, earliest, latest).gapTo(expected);
    }

    /** Notes that the local clock was set back, so that the server's clock is ahead by as much more. */
    void setBack(Duration by) {
        Range before = known;
        if (before != null) {
            known = new Range(before.least.plus(by), before.most.plus(by));
        }
    }

    /** Returns the local time at which the server's clock certainly shows this time. */
    Instant toLocal(Instant server) {
        return known == null ? server : server.minus(known.least);
    }
}
