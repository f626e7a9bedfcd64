package io.intercomsync.internal.pace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock as far as it can be known from here. Each answer says that at some moment between sending and receiving
 * the server's clock stood within a certain second; together, answers tell the difference to the clock here within the time
 * that a request takes. One answer that says something quite different may come from a node whose clock is wrong, so it counts
 * only once others in a row say the same. Not thread-safe.
 */
final class ServerClock {
    /** Clocks that drift apart make small contradictions. To believe that windows end so little later costs next to nothing. */
    private static final Duration SMALL = Duration.ofSeconds(2);

    private static final int BELIEVED = 3;

    private @Nullable Range known;
    private @Nullable Range rival;
    private int rivals;

    /** By how much the server's clock is ahead of the one here. */
    private record Range(Duration least, Duration most) {

        static Range of(Instant sent, Instant received, Instant earliest, Instant latest) {
            return new Range(Duration.between(received, earliest), Duration.between(sent, latest));
        }

        /** By how much the two miss each other; zero or less if they overlap. */
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
     * @return whether that is believed
     */
    boolean observe(Instant sent, Instant received, Instant earliest, Instant latest) {
        Range said = Range.of(sent, received, earliest, latest);
        Range before = known;
        if (before != null && said.gapTo(before).compareTo(Duration.ZERO) <= 0) {
            known = before.and(said);
        } else if (before == null || said.isSlightlyBehind(before) || isConfirmed(said)) {
            known = said; // the first word, or one of the clocks was set
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

    /** How far what an answer says lies from what is known, or from the clock here as long as nothing is. */
    Duration distance(Instant sent, Instant received, Instant earliest, Instant latest) {
        Range expected = known == null ? new Range(Duration.ZERO, Duration.ZERO) : known;
        return Range.of(sent, received, earliest, latest).gapTo(expected);
    }

    /** Notes that the clock here was set back by that much, so that the server's is ahead by as much more. */
    void setBack(Duration by) {
        Range before = known;
        if (before != null) {
            known = new Range(before.least.plus(by), before.most.plus(by));
        }
    }

    /** When the server's clock certainly shows this. */
    Instant here(Instant server) {
        return known == null ? server : server.minus(known.least);
    }
}
