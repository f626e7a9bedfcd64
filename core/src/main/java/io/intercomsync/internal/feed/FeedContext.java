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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a feed works with.
 *
 * @param calls the calls it makes
 * @param version what the version of the API can do
 * @param me the workspace
 * @param selection what is wanted
 * @param sink the sink, if it can be read back
 * @param workers the threads on which it calls side by side
 * @param scrolls what is held while objects of that name are scrolled: Intercom allows one scroll of each kind at a time
 * @param budget what the run may spend
 * @param lookback how late Intercom's index may be
 * @param sleeper waits
 * @param clock tells the time of removals
 * @param pageRead hears of each page that is read while nothing is put out: how many objects wait to be put out
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

    /** The same, with somebody who hears of the pages. */
    public FeedContext telling(LongConsumer listener) {
        return new FeedContext(
                calls, version, me, selection, sink, workers, scrolls, budget, lookback, sleeper, clock, listener);
    }

    public Instant now() {
        return clock.instant();
    }

    /** The live keys of a small collection that are not among those of a complete list; none over a sink that cannot say. */
    public Set<List<String>> goneFrom(IntercomCollection collection, Collection<List<String>> listed) {
        Set<List<String>> gone = new HashSet<>();
        if (sink != null) {
            Set<List<String>> present = new HashSet<>(listed);
            try (Stream<List<String>> held = sink.liveKeys(me.workspace(), collection)) {
                held.filter(key -> !present.contains(key)).forEach(gone::add);
            }
        }
        return gone;
    }
}
