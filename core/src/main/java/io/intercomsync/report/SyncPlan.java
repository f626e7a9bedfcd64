package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.value.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Foretells the next run from a handful of counts and samples. How many conversations have parts and how many lists Intercom
 * cuts is estimated from the oldest and the newest objects, so the requests of a feed may be a range.
 *
 * @param workspace Intercom's id of the workspace
 * @param feeds what would be read, by feed
 * @param requestsPerSecond how many requests a second the workspace allows, less the share that is left to others
 */
public record SyncPlan(String workspace, List<FeedPlan> feeds, double requestsPerSecond) {

    public SyncPlan {
        requireNonNull(workspace, "workspace");
        feeds = List.copyOf(feeds);
    }

    /** How much of a feed would be read. */
    public enum Reading {
        /** All of it. */
        EVERYTHING,
        /** What an earlier run left of a full read, and what has changed since. */
        THE_REST,
        /** What has changed since the last run. */
        CHANGES,
        /** Nothing: it is not due. */
        NOTHING,
        /** Nothing that could be said: the token may not read it. */
        FORBIDDEN
    }

    /**
     * What would be read of one feed.
     *
     * @param feed the name of the feed: {@code contacts}, {@code conversations}, ...
     * @param reading how much of it
     * @param objects how many of Intercom's objects; {@code null} where Intercom does not count them
     * @param requests about how many requests that takes
     * @param sweep whether a sweep is due, which the requests include
     * @param message why there is no plan; {@code null} if there is one
     */
    public record FeedPlan(
            String feed,
            Reading reading,
            @Nullable Long objects,
            RequestEstimate requests,
            boolean sweep,
            @Nullable String message) {

        public FeedPlan {
            requireNonNull(feed, "feed");
            requireNonNull(reading, "reading");
            requireNonNull(requests, "requests");
        }
    }

    /** About how many requests the run would make. */
    public RequestEstimate requests() {
        return feeds.stream().map(FeedPlan::requests).reduce(RequestEstimate.exactly(1), RequestEstimate::plus);
    }

    /** About how long the run would take where the rate limit, not the latency, holds it back. */
    public Duration duration() {
        return Duration.ofMillis((long) (requests().likely() / requestsPerSecond * 1000));
    }

    /** The plan as a table for people. */
    public String toTable() {
        StringBuilder table = new StringBuilder();
        table.append(String.format("%-14s %-11s %12s %24s%n", "feed", "reads", "objects", "requests"));
        for (FeedPlan feed : feeds) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-14s %-11s %12s %24s%s%n",
                    feed.feed(),
                    feed.reading().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    feed.objects() == null ? "" : String.format(Locale.ROOT, "%,d", feed.objects()),
                    feed.requests(),
                    remark(feed)));
        }
        return table
                + String.format(
                        Locale.ROOT,
                        "%-14s %-11s %12s %24s  about %s%n",
                        "total",
                        "",
                        "",
                        requests(),
                        Amounts.of(Duration.ofSeconds(
                                Math.max(1, Math.round(duration().toMillis() / 1000.0)))));
    }

    private static String remark(FeedPlan feed) {
        if (feed.message() != null) {
            return "  " + feed.message();
        }
        return feed.sweep() ? "  with a sweep" : "";
    }
}
