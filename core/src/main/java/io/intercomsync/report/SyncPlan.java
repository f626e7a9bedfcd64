package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.value.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The plan of the next run, from a handful of counts and samples. The share of conversations with parts, and of lists
 * that Intercom cuts, is estimated from the oldest and the newest objects, so the requests of a resource may be a
 * range.
 *
 * @param workspace Intercom's id of the workspace
 * @param feeds the plans of the API resources
 * @param requestsPerSecond how many requests a second the workspace allows, less the share that is left to others
 */
public record SyncPlan(String workspace, List<FeedPlan> feeds, double requestsPerSecond) {

    public SyncPlan {
        requireNonNull(workspace, "workspace");
        feeds = List.copyOf(feeds);
    }

    /** The part of an API resource that a run reads. */
    public enum Reading {
        /** All of it. */
        EVERYTHING,
        /** The rest of an interrupted full read, and the changes since. */
        THE_REST,
        /** The changes since the last run. */
        CHANGES,
        /** Nothing: the resource is not due. */
        NOTHING,
        /** Unknown: the token may not read it. */
        FORBIDDEN
    }

    /**
     * The plan of one API resource.
     *
     * @param feed the name of the API resource: {@code contacts}, {@code conversations}, ...
     * @param reading how much of it
     * @param objects how many of Intercom's objects; {@code null} where Intercom does not count them
     * @param requests the estimated requests
     * @param sweep whether a sweep is due; the requests include it
     * @param message the reason why there is no plan; {@code null} if there is one
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

    /** Returns the estimated requests of the run. */
    public RequestEstimate requests() {
        return feeds.stream().map(FeedPlan::requests).reduce(RequestEstimate.exactly(1), RequestEstimate::plus);
    }

    /** Returns the estimated time of the run, if the rate limit and not the latency slows it down. */
    public Duration duration() {
        return Duration.ofMillis((long) (requests().likely() / requestsPerSecond * 1000));
    }

    /** Returns the plan as a table for people. */
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
