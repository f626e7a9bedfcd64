package io.intercomsync.internal.sweep;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.IdsByReason;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.sink.ReadableSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows whose object is deleted. An object that a complete read did not list is only a suspect. Intercom's answer about the
 * object itself is the proof. Nothing is removed before all answers have come, and nothing at all if too many objects are gone.
 */
public final class Sweep {
    private final FeedContext context;
    private final ApiResource resource;
    private final ReadableSink sink;
    private final SweepMemory memory;
    private final ObjectCalls probes;
    private final Function<Map<String, @Nullable Object>, ReadResult> reader;
    /** The objects about which Intercom gives no certain answer. */
    private final Map<IntercomCollection, IdsByReason> uncertain = new TreeMap<>();

    private final Map<String, Long> answers = new LinkedHashMap<>();
    private final SweepRemovals removals;
    /** The last object that this sweep asks for. */
    private @Nullable Suspect reached;
    /** The last object whose answer can be remembered if nothing is removed. */
    private @Nullable Suspect remembered;

    /** False if suspects are left to the next run. */
    private boolean isWhole = true;

    private boolean hasGaps;
    private long passedOver;
    private final long mostProbes;
    /**
     * The collections in which earlier sweeps proved more objects to be gone than a sweep may remove. In the other collections
     * such an object is asked for again, since it may have come back.
     */
    private final Set<IntercomCollection> refusing = EnumSet.noneOf(IntercomCollection.class);

    public Sweep(FeedContext context, ApiResource resource, ReadableSink sink, SweepRules rules, SweepMemory memory) {
        this.context = context;
        this.probes = new ObjectCalls(context.calls());
        this.resource = resource;
        this.reader = resource.unlisted(context);
        this.sink = sink;
        this.memory = memory;
        this.removals = new SweepRemovals(context, resource, sink, rules, memory);
        // the other feeds spend the same budget
        this.mostProbes = Math.min(rules.maxProbes(), context.budget().left() / 2);
    }

    private record Suspect(IntercomCollection collection, String id) {

        String place() {
            return collection.tableName() + "/" + id;
        }
    }

    /**
     * Holds what Intercom says of a suspect.
     *
     * @param lookup the answer of Intercom; {@code null} if there is none
     * @param doubt the reason why it is not certain that the object is deleted; {@code null} if it is certain
     */
    private record Answer(
            Suspect suspect,
            @Nullable Lookup lookup,
            @Nullable String doubt) {}

    /**
     * Asks for each object that was not listed, and puts out the removals.
     *
     * @param scope the scope of the pass; objects older than its start date are not put out
     * @return the memory for the next sweep, which counts this sweep if it has finished
     */
    public SweepMemory run(IdFile listed, PassScope scope, Output out) {
        try (OrderedCalls<Answer> inOrder = new OrderedCalls<>(context.workers(), answer -> take(answer, scope, out))) {
            for (Suspect suspect : suspects(listed)) {
                inOrder.call(() -> probes.callOr(
                        () -> probed(suspect), noAnswer -> new Answer(suspect, null, noAnswer.getMessage())));
            }
            inOrder.finish();
        }
        removals.putOut(out);
        uncertain.forEach((collection, ids) -> remark(collection, ids, out));
        if (removals.isRefused()) {
            return memory.refusing(
                    removals.gone(),
                    answers,
                    remembered == null ? memory.reached() : remembered.place(),
                    removals.removed());
        }
        if (isWhole) {
            return memory.finished(answers);
        }
        return reached == null ? memory : memory.unfinished(answers, reached.place(), removals.removed());
    }

    private Answer probed(Suspect suspect) {
        Lookup lookup = resource.lookup(context.calls(), suspect.id());
        return new Answer(suspect, lookup, lookup.doubt());
    }

    private static void remark(IntercomCollection collection, IdsByReason ids, Output out) {
        ids.lines()
                .forEach(line -> out.remark(
                        collection,
                        "rows that no list has stay until the next sweep, since it is not certain that they are gone: "
                                + line));
    }

    /**
     * Returns how many unlisted objects this sweep passed over, because an earlier part of it had already passed their place when
     * they went. The next sweep must not wait for its time.
     */
    public long passedOver() {
        long removedBefore =
                memory.removed().values().stream().mapToLong(Long::longValue).sum();
        boolean mayBeRemoved = passedOver >= removedBefore; // a sink may still show all rows that were removed
        return mayBeRemoved ? passedOver - removedBefore : passedOver;
    }

    /** Returns whether an object that no list has was put out with a gap. Then the next run must sweep again. */
    public boolean hasGaps() {
        return hasGaps;
    }

    /** Returns the objects to ask for. Children may be held without their parent, so they are looked through, too. */
    private List<Suspect> suspects(IdFile listed) {
        List<Suspect> suspects = new ArrayList<>();
        if (!memory.gone().isEmpty()) {
            context.selection().among(resource.collections()).stream()
                    .filter(collection -> !removals.mayRemove(leastGone(collection, listed), collection))
                    .forEach(refusing::add);
        }
        try (IdFile ofParents = new IdFile()) { // their number has no bound
            for (IntercomCollection parents : context.selection().among(resource.parents())) {
                unlisted(parents, listed, id -> {
                    ofParents.add(id);
                    addSuspect(new Suspect(parents, id), suspects);
                });
            }
            ofParents.freeze();
            for (IntercomCollection children : context.selection().among(resource.children())) {
                unlisted(children, listed, id -> {
                    if (!ofParents.contains(id)) {
                        addSuspect(new Suspect(children, id), suspects);
                    }
                });
            }
        }
        return suspects;
    }

    /** Returns the least number of objects that earlier sweeps proved to be gone. They remember a bounded number of ids. */
    private long leastGone(IntercomCollection collection, IdFile listed) {
        if (SweepMemory.hasRoom(memory.gone())) {
            return memory.gone().size();
        }
        AtomicLong unlisted = new AtomicLong();
        unlisted(collection, listed, id -> unlisted.incrementAndGet());
        return unlisted.get() - memory.answers().size();
    }

    /** Passes on the id of each object that was not listed, once. The children of an object follow each other. */
    private void unlisted(IntercomCollection collection, IdFile listed, Consumer<String> ids) {
        try (Stream<List<String>> held = sink.liveKeys(context.me().workspace(), collection)) {
            String last = null;
            for (Iterator<List<String>> keys = held.iterator(); keys.hasNext(); ) {
                String id = keys.next().get(0);
                if (!id.equals(last) && !listed.contains(id)) {
                    ids.accept(id);
                }
                last = id;
            }
        }
    }

    private void addSuspect(Suspect suspect, List<Suspect> suspects) {
        String id = suspect.id();
        String deletion = memory.gone().get(id);
        if (deletion != null && refusing.contains(suspect.collection())) {
            removals.provedBefore(suspect.collection(), id, deletion);
        } else if (deletion == null && !memory.isDue(id)) {
            keepAnswers(id);
        } else if (deletion == null && isBeforePlace(suspect)) {
            passedOver += memory.answers().containsKey(id) || !SweepMemory.hasRoom(memory.answers()) ? 0 : 1;
            keepAnswers(id);
        } else if (suspects.size() < mostProbes) {
            suspects.add(suspect);
            reached = suspect;
        } else {
            keepAnswers(id);
            isWhole = false;
        }
    }

    /** Returns whether the object lies before the place where the last sweep had to stop. */
    private boolean isBeforePlace(Suspect suspect) {
        String[] last =
                memory.reached() == null ? new String[0] : memory.reached().split("/", 2);
        if (last.length < 2) {
            return false;
        }
        List<String> tables = resource.collections().stream()
                .map(IntercomCollection::tableName)
                .toList();
        int order = Integer.compare(tables.indexOf(suspect.collection().tableName()), tables.indexOf(last[0]));
        return order < 0 || (order == 0 && compareBytes(suspect.id(), last[1]) <= 0);
    }

    /** Compares two ids in the order in which sinks list their keys. */
    private static int compareBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private void keepAnswers(String id) {
        Long times = memory.answers().get(id);
        if (times != null) {
            answers.put(id, times);
        }
    }

    private void take(Answer answer, PassScope scope, Output out) {
        context.pageRead().accept(0);
        Suspect suspect = answer.suspect();
        Lookup lookup = answer.lookup();
        if (removals.hasRoom()) {
            remembered = suspect;
        }
        if (lookup == null || lookup.outcome() == Lookup.Outcome.UNPROVEN) {
            keepAnswers(suspect.id());
            uncertain
                    .computeIfAbsent(suspect.collection(), none -> new IdsByReason())
                    .add(String.valueOf(answer.doubt()), suspect.id());
        } else if (lookup.outcome() == Lookup.Outcome.FOUND) {
            if (putOut(lookup.found().orElseThrow(), scope, out)) {
                answers.put(suspect.id(), memory.answers().getOrDefault(suspect.id(), 0L) + 1);
            } else {
                hasGaps = true; // no full read fetches the object, so the next sweep asks for it again
            }
        } else {
            removals.prove(suspect.collection(), suspect.id(), SweepRemovals.deletion(lookup));
        }
    }

    /**
     * Puts out an object that exists although no list has it. A company without users is in no list. A resource that tells changes
     * needs nothing here: its index is late, and the next run finds the change.
     *
     * @return false if the object has a gap
     */
    private boolean putOut(Map<String, @Nullable Object> json, PassScope scope, Output out) {
        if (resource.tellsChanges() || scope.leavesOut(json)) {
            return true;
        }
        ReadResult result = reader.apply(json);
        result.putOut(out);
        return !result.hasGap();
    }
}
