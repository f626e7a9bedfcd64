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
 * Finds rows whose object is deleted. An object that a complete read did not list is only a suspect; Intercom's answer about the
 * object itself is the proof. Nothing is removed before all proofs are in, and nothing at all if they are suspiciously many.
 */
public final class Sweep {

    private final FeedContext context;
    private final ApiResource resource;
    private final ReadableSink sink;
    private final SweepMemory memory;
    private final ObjectCalls probes;
    private final Function<Map<String, @Nullable Object>, ReadResult> unlisted;
    /** The objects about which Intercom gives no certain answer. */
    private final Map<IntercomCollection, IdsByReason> doubted = new TreeMap<>();

    private final Map<String, Long> answers = new LinkedHashMap<>();
    private final SweepRemovals removals;
    private @Nullable Suspect reached;
    /** The last object whose answer can be remembered if nothing is removed. */
    private @Nullable Suspect remembered;

    private boolean isWhole = true;
    private long uncertain;
    private final long mostProbes;
    /**
     * Where what an earlier sweep proved is still more than one may remove. Elsewhere it is asked for again: it may have come
     * back since.
     */
    private final Set<IntercomCollection> refusing = EnumSet.noneOf(IntercomCollection.class);

    public Sweep(FeedContext context, ApiResource resource, ReadableSink sink, SweepRules rules, SweepMemory memory) {
        this.context = context;
        this.probes = new ObjectCalls(context.calls());
        this.resource = resource;
        this.unlisted = resource.unlisted(context);
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
     * @param lookup the answer of Intercom; {@code null} if there is none
     * @param doubt why it is not certain that the object is deleted; {@code null} if it is certain
     */
    private record Answer(
            Suspect suspect,
            @Nullable Lookup lookup,
            @Nullable String doubt) {}

    /**
     * Asks for each object that was not listed, and puts out the removals.
     *
     * @param scope the scope of the pass; objects older than its start date are not put out
     * @return the memory for the next sweep; it counts one more finished sweep if this one has finished
     */
    public SweepMemory run(IdFile listed, PassScope scope, Output out) {
        try (OrderedCalls<Answer> inOrder = new OrderedCalls<>(context.workers(), answer -> note(answer, scope, out))) {
            for (Suspect suspect : suspects(listed)) {
                inOrder.call(() -> probes.callOr(
                        () -> probed(suspect), noAnswer -> new Answer(suspect, null, noAnswer.getMessage())));
            }
            inOrder.finish();
        }
        removals.putOut(out);
        doubted.forEach((collection, ids) -> tell(collection, ids, out));
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

    private static void tell(IntercomCollection collection, IdsByReason ids, Output out) {
        ids.lines()
                .forEach(line -> out.remark(
                        collection,
                        "rows that no list has stay until the next sweep, since it is not certain that they are gone: "
                                + line));
    }

    /**
     * How many that no list has were passed over, since the sweep had come past their place before they went: the next one is not
     * to wait for its time.
     */
    public long uncertain() {
        long removedBefore =
                memory.removed().values().stream().mapToLong(Long::longValue).sum();
        boolean mayBeThose = uncertain >= removedBefore; // a sink may keep what was removed, all of it
        return mayBeThose ? uncertain - removedBefore : uncertain;
    }

    /** Children tell whose they are; they may be held without their parent, from when it was not wanted. */
    private List<Suspect> suspects(IdFile listed) {
        List<Suspect> suspects = new ArrayList<>();
        if (!memory.gone().isEmpty()) {
            context.selection().among(resource.collections()).stream()
                    .filter(collection -> !removals.mayBeRemoved(leastGone(collection, listed), collection))
                    .forEach(refusing::add);
        }
        try (IdFile ofParents = new IdFile()) { // there may be many
            for (IntercomCollection parents : context.selection().among(resource.parents())) {
                unlisted(parents, listed, id -> {
                    ofParents.add(id);
                    suspect(new Suspect(parents, id), suspects);
                });
            }
            ofParents.freeze();
            for (IntercomCollection children : context.selection().among(resource.children())) {
                unlisted(children, listed, id -> {
                    if (!ofParents.contains(id)) {
                        suspect(new Suspect(children, id), suspects);
                    }
                });
            }
        }
        return suspects;
    }

    /** How many are gone at least, as far as an earlier sweep that was refused has found out: it remembers not more than some. */
    private long leastGone(IntercomCollection collection, IdFile listed) {
        if (SweepMemory.hasRoom(memory.gone())) {
            return memory.gone().size();
        }
        AtomicLong unlisted = new AtomicLong();
        unlisted(collection, listed, id -> unlisted.incrementAndGet());
        return unlisted.get() - memory.answers().size();
    }

    /** Passes on each object that was not listed, once; its children follow each other. */
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

    private void suspect(Suspect suspect, List<Suspect> suspects) {
        String id = suspect.id();
        String how = memory.gone().get(id);
        if (how != null && refusing.contains(suspect.collection())) {
            removals.provedBefore(suspect.collection(), id, how);
        } else if (how == null && !memory.isDue(id)) {
            keep(id);
        } else if (how == null && hasBeenAsked(suspect)) {
            uncertain += memory.answers().containsKey(id) || !SweepMemory.hasRoom(memory.answers()) ? 0 : 1;
            keep(id);
        } else if (suspects.size() < mostProbes) {
            suspects.add(suspect);
            reached = suspect;
        } else {
            keep(id);
            isWhole = false;
        }
    }

    /** Returns whether the object lies before the place where the last sweep had to stop. */
    private boolean hasBeenAsked(Suspect suspect) {
        String[] last =
                memory.reached() == null ? new String[0] : memory.reached().split("/", 2);
        if (last.length < 2) {
            return false;
        }
        List<String> tables = resource.collections().stream()
                .map(IntercomCollection::tableName)
                .toList();
        int order = Integer.compare(tables.indexOf(suspect.collection().tableName()), tables.indexOf(last[0]));
        return order < 0 || (order == 0 && inOrderOfBytes(suspect.id(), last[1]) <= 0);
    }

    /** The order in which sinks list their keys. */
    private static int inOrderOfBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private void keep(String id) {
        Long times = memory.answers().get(id);
        if (times != null) {
            answers.put(id, times);
        }
    }

    private void note(Answer answer, PassScope scope, Output out) {
        context.pageRead().accept(0);
        Suspect suspect = answer.suspect();
        Lookup lookup = answer.lookup();
        if (removals.areRemembered()) {
            remembered = suspect;
        }
        if (lookup == null || lookup.outcome() == Lookup.Outcome.UNPROVEN) {
            keep(suspect.id());
            doubted.computeIfAbsent(suspect.collection(), none -> new IdsByReason())
                    .add(String.valueOf(answer.doubt()), suspect.id());
        } else if (lookup.outcome() == Lookup.Outcome.FOUND) {
            answers.put(suspect.id(), memory.answers().getOrDefault(suspect.id(), 0L) + 1);
            putOut(lookup.found().orElseThrow(), scope, out);
        } else {
            removals.prove(suspect.collection(), suspect.id(), SweepRemovals.how(lookup));
        }
    }

    /**
     * Puts out an object that no list has and that exists. A company without users is in no list for good. A resource that tells
     * changes needs nothing: its index is late, and the next run finds the change.
     */
    private void putOut(Map<String, @Nullable Object> json, PassScope scope, Output out) {
        if (!resource.tellsChanges() && !scope.leavesOut(json)) {
            unlisted.apply(json).putOut(out);
        }
    }
}
