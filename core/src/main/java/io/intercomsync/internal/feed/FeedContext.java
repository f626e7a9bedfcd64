package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.WorkspaceInfo;
import io.intercomsync.internal.http.Budget;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.pace.Sleeper;
import io.intercomsync.internal.parallel.Workers;
import io.intercomsync.sink.ReadableSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything that a feed works with.
 *
 * @param calls makes the calls
 * @param version tells what the version of the API can do
 * @param me the workspace
 * @param selection the chosen collections and columns
 * @param sink the sink; {@code null} if it cannot be read back
 * @param workers the threads for calls side by side
 * @param scrolls returns the lock for a scroll by its name: Intercom allows one scroll of each kind at a time
 * @param budget the requests and the time that the run may spend
 * @param lookback how late Intercom's index may be
 * @param sleeper waits
 * @param clock tells the time of removals
 * @param pageRead hears of each page that was read, with the number of objects that wait to be put out
 */
public record FeedContext(
        Calls calls,
        VersionRules version,
        WorkspaceInfo me,
        Selection selection,
        @Nullable ReadableSink sink,
        Workers workers,
        Function<String, Lock> scrolls,
        Budget budget,
        Duration lookback,
        Sleeper sleeper,
        Clock clock,
        LongConsumer pageRead) {

    /** Returns this context with a listener for pages. */
    public FeedContext withPageListener(LongConsumer listener) {
        return new FeedContext(
                calls, version, me, selection, sink, workers, scrolls, budget, lookback, sleeper, clock, listener);
    }

    public Instant now() {
        return clock.instant();
    }

    /** Returns whether the sink holds a live row of this id, or cannot be read back. */
    public boolean mayHold(IntercomCollection collection, String id) {
        List<String> key = List.of(id);
        return sink == null
                || sink.versions(me.workspace(), collection, List.of(key)).containsKey(key);
    }
}
