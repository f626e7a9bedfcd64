package io.intercomsync.internal.sweep;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.ObjectRemovals;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows that a sweep has proved to be deleted. It removes none of a collection if they are suspiciously many. */
final class SweepRemovals {
    /** The number of rows that a sweep may always remove, whatever their share of the collection. */
    private static final long ALWAYS_ALLOWED = 1_000;

    private static final String DELETED = "deleted";
    private static final String MERGED = "merged:";

    private final FeedContext context;
    private final ApiResource resource;
    private final ReadableSink sink;
    private final SweepRules rules;
    private final Map<IntercomCollection, List<Proof>> proved = new TreeMap<>();
    private final Map<String, String> gone = new LinkedHashMap<>();
    /** The collections with objects that only an earlier sweep proved to be deleted. None of their rows is removed. */
    private final Set<IntercomCollection> provedBefore = EnumSet.noneOf(IntercomCollection.class);
    /** The number of rows that the sweep has removed, including earlier runs, by table. */
    private final Map<String, Long> removed;

    private boolean isRefused;

    SweepRemovals(FeedContext context, ApiResource resource, ReadableSink sink, SweepRules rules, SweepMemory memory) {
        this.context = context;
        this.resource = resource;
        this.sink = sink;
        this.rules = rules;
        this.removed = new TreeMap<>(memory.removed());
    }

    /** @param survivor the id of the object that it was merged into; {@code null} if there is none */
    private record Proof(
            String id,
            Removal.Reason reason,
            Instant at,
            @Nullable String survivor) {}

    /** Returns the deletion of an object as the memory of sweeps writes it: {@code deleted}, or {@code merged:} and the survivor. */
    static String deletion(Lookup lookup) {
        String survivor = lookup.survivor();
        boolean isMerged = lookup.outcome() == Lookup.Outcome.MERGED;
        return isMerged ? MERGED + (survivor == null ? "" : survivor) : DELETED;
    }

    /** Adds an object that an earlier sweep proved to be deleted, and that this one did not ask for again. */
    void provedBefore(IntercomCollection collection, String id, String deletion) {
        provedBefore.add(collection);
        prove(collection, id, deletion);
    }

    /** Adds an object that is deleted by Intercom's own word. */
    void prove(IntercomCollection collection, String id, String deletion) {
        if (hasRoom()) {
            gone.put(id, deletion);
        }
        boolean isMerged = deletion.startsWith(MERGED);
        String survivor = isMerged ? deletion.substring(MERGED.length()) : "";
        proved.computeIfAbsent(collection, none -> new ArrayList<>())
                .add(new Proof(
                        id,
                        isMerged ? Removal.Reason.MERGED : Removal.Reason.DELETED,
                        context.now(),
                        survivor.isEmpty() ? null : survivor));
    }

    /** Returns whether one sweep may remove this many more rows. */
    boolean mayRemove(long more, IntercomCollection collection) {
        long before = removed.getOrDefault(collection.tableName(), 0L);
        long held = sink.liveRows(context.me().workspace(), collection);
        return before + more <= Math.max(ALWAYS_ALLOWED, (long) ((held + before) * rules.maxShare()));
    }

    /** Returns whether there is room to remember the next proof. */
    boolean hasRoom() {
        return SweepMemory.hasRoom(gone);
    }

    /** Returns whether the deleted rows of a collection were too many to remove. */
    boolean isRefused() {
        return isRefused;
    }

    /** Returns the deletions of the remembered objects, by id. */
    Map<String, String> gone() {
        return gone;
    }

    /** Returns the number of rows that the sweep has removed, including earlier runs, by table. */
    Map<String, Long> removed() {
        return removed;
    }

    /** Puts out the removals, or reports why there are none. */
    void putOut(Output out) {
        proved.forEach((collection, proofs) -> remove(collection, proofs, out));
    }

    private void remove(IntercomCollection collection, List<Proof> proofs, Output out) {
        if (provedBefore.contains(collection) || !mayRemove(proofs.size(), collection)) {
            isRefused = true;
            refuse(collection, proofs.size(), out);
            return;
        }
        removed.merge(collection.tableName(), (long) proofs.size(), Long::sum);
        List<IntercomCollection> rows = collection.parentColumn().isEmpty() ? List.of(collection) : List.of();
        for (Proof proof : proofs) {
            ObjectRemovals.of(resource, rows, proof.id(), proof.reason(), proof.at(), proof.survivor())
                    .forEach(out::removal);
        }
    }

    private void refuse(IntercomCollection collection, int count, Output out) {
        long before = removed.getOrDefault(collection.tableName(), 0L);
        out.gap(
                collection,
                0,
                "Intercom reports " + count + " of "
                        + sink.liveRows(context.me().workspace(), collection) + " stored " + collection.tableName()
                        + " deleted"
                        + (before == 0 ? "" : ", beside " + before + " that the sweep has removed in earlier runs")
                        + ", more than maxSweepShare allows; none of them was removed."
                        + " If the number is right, raise maxSweepShare for one run");
    }
}
