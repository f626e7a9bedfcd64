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
    private final Map<IntercomCollection, Long> lowestCounts = new EnumMap<>(IntercomCollection.class);
    private Map<IntercomCollection, Long> liveRows = Map.of();
    private long surplus;
    private @Nullable Feed latestFeed;
    private @Nullable Map<String, Long> rowsOfFullPass;
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

    /** Returns the stats under which a collection is reported: those of another one of the feed, if it was not chosen itself. */
    CollectionStats reportedStats(IntercomCollection collection) {
        return stats(reportedAs(collection));
    }

    private IntercomCollection reportedAs(IntercomCollection collection) {
        return context.selection().has(collection)
                ? collection
                : context.selection().among(resource.collections()).stream()
                        .findFirst()
                        .orElse(collection);
    }

    /** Remarks that the run does not read the changes since this time. */
    void remarkUnreadChanges(Instant since) {
        String remark = "changes since " + since + " are left to the next run, since most of the budget is spent";
        statsByCollection.values().forEach(stats -> stats.addRemark(remark));
    }

    /** Asks for Intercom's counts before the first pass. */
    void count(Feed feed) {
        latestFeed = feed;
        if (counted == null) {
            Map<IntercomCollection, Long> first = feed.count();
            lowestCounts.putAll(first);
            counted = first;
        }
    }

    /** Returns Intercom's counts from before the first pass. */
    Map<IntercomCollection, Long> counted() {
        Map<IntercomCollection, Long> known = counted;
        return known == null ? Map.of() : known;
    }

    /** Adds the rows that a resumed pass had lost before it broke off. */
    void addEarlierLosses(Map<String, Long> losses) {
        statsByCollection.forEach((collection, stats) -> {
            long lost = losses.getOrDefault(collection.tableName(), 0L);
            if (lost > 0) {
                stats.addMissing(
                        lost, lost + " rows were missing or kept out before this read broke off in an earlier run");
            }
        });
    }

    /** Adds changes that have been stored. */
    void addStored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result) {
        for (Batch batch : changes.batches()) {
            stats(batch.collection()).addRows(batch.rows().size());
        }
        removals.forEach((collection, count) -> stats(collection).addRemoved(count));
        if (result != null) {
            addResult(result);
        }
    }

    /** Adds the result of a write. It may name collections that the changes did not touch. */
    private void addResult(WriteResult result) {
        result.changed().forEach((collection, count) -> {
            if (statsByCollection.containsKey(collection)) {
                stats(collection).addChanged(count);
            }
        });
        for (WriteResult.RefusedRow row : result.refused()) {
            stats(row.collection()).addFault(new Fault(String.join(" ", row.key()), row.reason()));
        }
        stats(resource.collections().get(0)).addReplacedCharacters(result.replacedCharacters());
        result.attributesWithoutColumn()
                .forEach((collection, names) -> reportedStats(collection).addAttributesWithoutColumn(names));
    }

    /** Adds an object that is gone by Intercom's own word. If it went lately, Intercom's index may still count it. */
    void addGone(Removal.ByKey one) {
        Instant asOf = context.me().time().here().minus(options.lookback());
        if (one.reason() != Removal.Reason.MOVED && !one.at().isBefore(asOf)) {
            stats(one.collection()).addProvedGone(1);
        }
    }

    /** Keeps the rows of a pass that has read everything. A pass over changes follows. */
    void keepRowsOfFullPass(FeedState state) {
        rowsOfFullPass = state.rows();
    }

    /** Adds a gap in objects that nobody knows by id. */
    void addUnknownGap(IntercomCollection collection, String reason) {
        gaps.addUnknown(collection);
        reportedStats(collection).addMissing(0, reason);
    }

    /** Takes back what was reported about an object that has arrived. */
    void resolve(String id) {
        if (gaps.resolve(id)) {
            statsByCollection.values().forEach(stats -> stats.takeBack(id));
        }
    }

    /** Returns what this run could not get. */
    Gaps gaps() {
        return gaps;
    }

    /**
     * Compares the stored rows with Intercom's counts, after everything has been written. If the numbers differ, asks for the
     * counts once more, since objects may have been deleted or created during the read.
     */
    void compare(FeedState state) {
        reportPending(state);
        surplus = surplusNow();
        boolean hasMoreSurplus = resource.isSwept() && surplus > state.history().surplus();
        if (isShort(state) || hasMoreSurplus) {
            Map<IntercomCollection, Long> now =
                    requireNonNull(latestFeed, "a pass was made").count();
            now.forEach((collection, count) ->
                    lowestCounts.computeIfPresent(collection, (of, lower) -> Math.min(lower, count)));
            surplus = Math.min(surplus, surplusOver(now));
        }
        for (IntercomCollection collection : resource.collections()) {
            stats(collection).setRemedy(Remedy.of(resource, context, options, state));
            stats(collection)
                    .compare(lowestCounts.get(collection), liveRows.get(collection), comparableRows(collection, state));
        }
    }

    /** Tells which objects are pending in this state. */
    void reportPending(FeedState state) {
        for (IntercomCollection collection : resource.collections()) {
            gaps.report(
                    state.history().pending(),
                    affected -> reportedAs(affected) == collection,
                    keptOutWith(collection),
                    stats(collection));
        }
    }

    /** Returns the collections whose pending objects also lack rows of this collection. */
    private List<IntercomCollection> keptOutWith(IntercomCollection collection) {
        return resource.childrenShareGaps() && collection.parentColumn().isPresent() ? resource.parents() : List.of();
    }

    /** Returns whether rows are missing by each of Intercom's counts so far. */
    boolean isShort(FeedState state) {
        return resource.collections().stream()
                .anyMatch(collection ->
                        CollectionStats.isShort(lowestCounts.get(collection), comparableRows(collection, state)));
    }

    /**
     * Returns the number of rows to compare with Intercom's count: the stored rows, and the rows that are gone but may still be in
     * Intercom's index; {@code null} if the two cannot be compared.
     */
    private @Nullable Long comparableRows(IntercomCollection collection, FeedState state) {
        if (!context.selection().has(collection) || options.startDate() != null) {
            return null;
        }
        Long held = liveRows.get(collection);
        if (held == null) {
            held = rowsRead(collection, state);
        }
        return held == null ? null : Long.valueOf(held + stats(collection).provedGone());
    }

    /**
     * Returns the most rows that the sink can have from this run; {@code null} if the run did not read everything. Rows of a pass
     * over changes may be stored already and count twice. So a missing row may go unnoticed, but no stored row counts as missing.
     */
    private @Nullable Long rowsRead(IntercomCollection collection, FeedState state) {
        if (!state.scope().isChangesOnly()) {
            return state.rowsOf(collection);
        }
        return rowsOfFullPass == null
                ? null
                : Long.valueOf(rowsOfFullPass.getOrDefault(collection.tableName(), 0L) + state.rowsOf(collection));
    }

    /** Asks the sink for its live rows, if it can be read back. */
    private Map<IntercomCollection, Long> countLiveRows() {
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
        return countLiveRows().values().stream().anyMatch(rows -> rows > 0);
    }

    /** Counts the live rows that the sink holds beyond Intercom's count, at this moment. */
    long surplusNow() {
        liveRows = countLiveRows();
        return surplusOver(counted());
    }

    private long surplusOver(Map<IntercomCollection, Long> counts) {
        long more = 0;
        for (Map.Entry<IntercomCollection, Long> count : counts.entrySet()) {
            more += Math.max(0, liveRows.getOrDefault(count.getKey(), 0L) - count.getValue());
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
     * @param ended the status, whatever the failure is; {@code null} if the failure decides
     * @param failure the failure that broke off the read; {@code null} if it came to its end
     */
    CollectionReport report(
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
