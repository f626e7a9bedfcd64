package io.intercomsync.internal.run;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.foreign.FailureMessage;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports on the read of one feed: counts what was stored, and compares it with Intercom's counts. */
final class FeedReport {
    private final ApiResource resource;
    private final FeedContext context;
    private final RunOptions options;
    private final Map<IntercomCollection, CollectionStats> statsByCollection = new EnumMap<>(IntercomCollection.class);
    private volatile @Nullable Map<IntercomCollection, Long> counted;
    private final Map<IntercomCollection, Long> least = new EnumMap<>(IntercomCollection.class);
    private Map<IntercomCollection, Long> live = Map.of();
    private long surplus;
    private @Nullable Feed latest;
    private @Nullable Map<String, Long> fullyRead;
    private final Gaps gaps = new Gaps();

    FeedReport(ApiResource resource, FeedContext context, RunOptions options) {
        this.resource = resource;
        this.context = context;
        this.options = options;
        resource.collections()
                .forEach(collection -> statsByCollection.put(collection, new CollectionStats(collection)));
    }

    CollectionStats stats(IntercomCollection collection) {
        return requireNonNull(statsByCollection.get(collection), "a collection of another feed");
    }

    /** Returns where to report on a collection: under another one of the feed, if it was not chosen itself. */
    CollectionStats told(IntercomCollection collection) {
        return stats(shownAs(collection));
    }

    private IntercomCollection shownAs(IntercomCollection collection) {
        return context.selection().has(collection)
                ? collection
                : context.selection().among(resource.collections()).stream()
                        .findFirst()
                        .orElse(collection);
    }

    /** The run reads no changes after this time any more. */
    void isAsOf(Instant time) {
        String remark = "what changed since " + time + " is left to the next run, since most of the budget is spent";
        statsByCollection.values().forEach(stats -> stats.remark(remark));
    }

    /** Asks for Intercom's counts, before the first pass. */
    void count(Feed feed) {
        latest = feed;
        if (counted == null) {
            Map<IntercomCollection, Long> first = feed.count();
            least.putAll(first);
            counted = first;
        }
    }

    /** Returns Intercom's counts from before the first pass. */
    Map<IntercomCollection, Long> counted() {
        Map<IntercomCollection, Long> known = counted;
        return known == null ? Map.of() : known;
    }

    /** The pass that resumes had lost these rows when it broke off. */
    void remember(Map<String, Long> losses) {
        statsByCollection.forEach((collection, stats) -> {
            long lost = losses.getOrDefault(collection.tableName(), 0L);
            if (lost > 0) {
                stats.missing(
                        lost, lost + " rows were missing or kept out before this read broke off in an earlier run");
            }
        });
    }

    /** These changes have been stored. */
    void stored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result) {
        for (Batch batch : changes.batches()) {
            stats(batch.collection()).stored(batch.rows().size(), 0, 0);
        }
        removals.forEach((collection, count) -> stats(collection).stored(0, 0, count));
        if (result != null) {
            told(result);
        }
    }

    /** Adds the report of the sink, which may name collections that the changes did not touch. */
    private void told(WriteResult result) {
        result.changed().forEach((collection, count) -> {
            if (statsByCollection.containsKey(collection)) {
                stats(collection).stored(0, count, 0);
            }
        });
        for (WriteResult.RefusedRow row : result.refused()) {
            stats(row.collection()).refused(new Fault(String.join(" ", row.key()), row.reason()));
        }
        stats(resource.collections().get(0)).replacedCharacters(result.replacedCharacters());
        result.attributesWithoutColumn()
                .forEach((collection, names) -> told(collection).attributesWithoutColumn(names));
    }

    /** Intercom has confirmed that the object is gone. Its index may still count the object, unless that was long ago. */
    void gone(Removal.ByKey one) {
        Instant asOf = context.me().time().here().minus(options.lookback());
        if (one.reason() != Removal.Reason.MOVED && !one.at().isBefore(asOf)) {
            stats(one.collection()).provedGone(1);
        }
    }

    /** A pass that reads everything has ended; a pass over changes follows. */
    void readFully(FeedState state) {
        fullyRead = state.rows();
    }

    /** The collection misses something, and nobody knows of which objects. */
    void unknownGap(IntercomCollection collection, String reason) {
        gaps.unknownGap(collection);
        told(collection).missing(0, reason);
    }

    /** An object has arrived: it need not be fetched again and is not kept out any more. */
    void resolved(String id) {
        if (gaps.resolved(id)) {
            statsByCollection.values().forEach(stats -> stats.takeBack(id));
        }
    }

    /** Returns what this run could not get. */
    Gaps gaps() {
        return gaps;
    }

    /**
     * Compares what is stored with Intercom's counts, once everything has been written. If the numbers differ, it asks for the
     * counts once more: objects may have been deleted or created during the read.
     */
    void compare(FeedState state) {
        tellPending(state);
        surplus = surplusNow();
        boolean isOver = resource.isSwept() && surplus > state.history().surplus();
        if (isShort(state) || isOver) {
            Map<IntercomCollection, Long> now =
                    requireNonNull(latest, "a pass was made").count();
            now.forEach(
                    (collection, count) -> least.computeIfPresent(collection, (of, lower) -> Math.min(lower, count)));
            surplus = Math.min(surplus, surplusOver(now));
        }
        for (IntercomCollection collection : resource.collections()) {
            stats(collection).remedy(Remedy.of(resource, context, options, state));
            stats(collection).compare(least.get(collection), live.get(collection), judged(collection, state));
        }
    }

    /** Tells which objects are pending in this state. */
    void tellPending(FeedState state) {
        for (IntercomCollection collection : resource.collections()) {
            gaps.tell(
                    state.history().pending(),
                    owing -> shownAs(owing) == collection,
                    keptOutWith(collection),
                    stats(collection));
        }
    }

    /** Returns the collections whose pending objects lack rows of this collection, too. */
    private List<IntercomCollection> keptOutWith(IntercomCollection collection) {
        return resource.childrenShareGaps() && collection.parentColumn().isPresent() ? resource.parents() : List.of();
    }

    /** Returns whether rows are missing by each of Intercom's counts so far. */
    boolean isShort(FeedState state) {
        return resource.collections().stream()
                .anyMatch(collection -> CollectionStats.isShort(least.get(collection), judged(collection, state)));
    }

    /**
     * Counts the rows that are stored, and those that are gone but may still be in Intercom's index; {@code null} if that cannot
     * be compared with a count.
     */
    private @Nullable Long judged(IntercomCollection collection, FeedState state) {
        if (!context.selection().has(collection) || options.startDate() != null) {
            return null;
        }
        Long held = live.get(collection);
        if (held == null) {
            held = readOf(collection, state);
        }
        return held == null ? null : Long.valueOf(held + stats(collection).provedGone());
    }

    /**
     * Returns how many rows the sink has at most from this read; {@code null} if the run did not read everything. Rows of a pass
     * over changes may be stored already and count twice, so a missing row may go unnoticed, but no stored row counts as missing.
     */
    private @Nullable Long readOf(IntercomCollection collection, FeedState state) {
        if (!state.scope().isChangesOnly()) {
            return state.rowsOf(collection);
        }
        return fullyRead == null
                ? null
                : Long.valueOf(fullyRead.getOrDefault(collection.tableName(), 0L) + state.rowsOf(collection));
    }

    /** Asks the sink for its live rows, if it can be read back. */
    private Map<IntercomCollection, Long> liveRows() {
        Map<IntercomCollection, Long> rows = new EnumMap<>(IntercomCollection.class);
        ReadableSink sink = context.sink();
        for (IntercomCollection collection : resource.collections()) {
            if (sink != null && context.selection().has(collection)) {
                rows.put(collection, sink.liveRows(context.me().workspace(), collection));
            }
        }
        return rows;
    }

    /** Returns whether the sink holds rows of the feed. */
    boolean holdsRows() {
        return liveRows().values().stream().anyMatch(rows -> rows > 0);
    }

    /** Counts the live rows that the sink holds beyond Intercom's count, at this moment. */
    long surplusNow() {
        live = liveRows();
        return surplusOver(counted());
    }

    private long surplusOver(Map<IntercomCollection, Long> counts) {
        long more = 0;
        for (Map.Entry<IntercomCollection, Long> count : counts.entrySet()) {
            more += Math.max(0, live.getOrDefault(count.getKey(), 0L) - count.getValue());
        }
        return more;
    }

    /** Returns how many live rows beyond Intercom's count the sink held at the last comparison; 0 if unknown. */
    long surplus() {
        return surplus;
    }

    /**
     * Makes the report of one collection.
     *
     * @param ended how the read ended, whatever the failure is; {@code null} if the failure decides
     * @param failure why the read broke off; {@code null} if it came to its end
     */
    CollectionReport of(
            IntercomCollection collection,
            @Nullable Status ended,
            @Nullable Throwable failure,
            boolean sinkTells,
            Duration duration) {
        return stats(collection)
                .report(
                        ended != null || failure == null ? ended : statusOf(failure),
                        ended == Status.STOPPED
                                ? FailureMessage.STOPPED
                                : failure == null ? null : resource.explain(failure),
                        sinkTells,
                        context.calls().requests(),
                        duration);
    }

    private static Status statusOf(Throwable cause) {
        if (cause instanceof BudgetReachedException) {
            return Status.STOPPED_AT_BUDGET;
        }
        return cause instanceof ApiException api && api.isForbidden() ? Status.FORBIDDEN : Status.FAILED;
    }
}
