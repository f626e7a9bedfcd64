package io.intercomsync.internal.retry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock as far as it can be known from here. Each answer says that at some moment between sending and receiving
 * the server's clock stood within a certain second; together, answers tell the difference to the clock here within the time
 * that a request takes. Not thread-safe.
 */
final class ServerClock {
    private @Nullable Duration least;
    private Duration most = Duration.ZERO;

    /** Notes that the server's clock stood between these two while the request was under way. */
    void observe(Instant sent, Instant received, Instant earliest, Instant latest) {
        Duration lower = Duration.between(received, earliest);
        Duration upper = Duration.between(sent, latest);
        if (least == null || lower.compareTo(most) > 0 || upper.compareTo(least) < 0) {
            least = lower; // the first word, or one of the clocks was set
            most = upper;
            return;
        }
        least = lower.compareTo(least) > 0 ? lower : least;
        most = upper.compareTo(most) < 0 ? upper : most;
    }

    /** Notes that the clock here was set back by that much, so that the server's is ahead by as much more. */
    void setBack(Duration by) {
        least = ahead().plus(by);
        most = most.plus(by);
    }

    /** What the server's clock shows at least. */
    Instant at(Instant here) {
        return here.plus(ahead());
    }

    /** When the server's clock certainly shows this. */
    Instant here(Instant server) {
        return server.minus(ahead());
    }

    private Duration ahead() {
        return least == null ? Duration.ZERO : least;
    }
}
