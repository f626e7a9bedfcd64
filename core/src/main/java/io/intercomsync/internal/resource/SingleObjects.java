package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.report.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads single objects by their ids, each by a call of its own, side by side. Only Intercom's own word that an object is gone
 * removes its rows. Thread-safe.
 */
public final class SingleObjects {
    /** The most objects to ask for again in one run. Later runs ask for the others. */
    private static final int MOST_DOUBTED = 1_000;

    private final FeedContext context;
    private final PassScope scope;
    private final ApiResource resource;
    private final IntercomCollection main;
    private final ObjectCalls calls;
    private final Function<Map<String, @Nullable Object>, ReadResult> found;
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();

    /** @param found makes the result of an object that Intercom has; it may ask for more */
    public SingleObjects(
            ApiResource resource,
            FeedContext context,
            PassScope scope,
            ObjectCalls calls,
            Function<Map<String, @Nullable Object>, ReadResult> found) {
        this.resource = resource;
        this.context = context;
        this.scope = scope;
        this.main = resource.collections().get(0);
        this.calls = calls;
        this.found = found;
    }

    /** Reads objects side by side. */
    public void read(Collection<String> ids, Output out) {
        OrderedCalls.<ReadResult>work(
                context.workers(),
                reading -> reading.putOut(out),
                inOrder -> ids.forEach(id -> inOrder.call(() -> read(id))));
    }

    /** Reads one object. */
    public ReadResult read(String id) {
        return callOrFail(id, () -> {
            Lookup lookup = resource.lookup(context.calls(), id);
            return switch (lookup.outcome()) {
                case FOUND -> found(id, lookup.found().orElseThrow());
                case UNPROVEN -> doubted(id, String.valueOf(lookup.doubt()));
                case GONE, MERGED -> gone(id, lookup);
            };
        });
    }

    /** Makes a call for an object. The object becomes pending if Intercom refuses it or does not answer. */
    ReadResult callOrFail(String id, Supplier<ReadResult> call) {
        return calls.callOr(call, e -> ReadResult.failed(main, id, String.valueOf(e.getMessage())));
    }

    /**
     * Asks again for objects that may be gone, since a fault on the way to Intercom may have passed. Only Intercom's own word
     * removes an object.
     */
    public void readDoubted(Output out) {
        read(List.copyOf(doubted), out);
    }

    private ReadResult found(String id, Map<String, @Nullable Object> json) {
        return scope.isForObjects() && scope.leavesOut(json)
                ? ReadResult.refused(main, new Fault(id, "It was last updated before the start date"))
                : found.apply(json);
    }

    private ReadResult doubted(String id, String doubt) {
        if (doubted.size() < MOST_DOUBTED) {
            doubted.add(id);
        }
        String reason = "it is not certain whether " + main.tableName() + " are gone, since " + doubt;
        return ReadResult.unchanged(id).pending(new ReadResult.Pending(id, new PendingObject(main, 0), reason));
    }

    private ReadResult gone(String id, Lookup lookup) {
        boolean mayBeInOthers = !resource.sharedIds().isEmpty();
        List<IntercomCollection> rows =
                mayBeInOthers || scope.isForObjects() ? collectionsWith(id) : resource.parents();
        if (rows.isEmpty() && scope.isForObjects() && context.selection().hasAny(resource.parents())) {
            return ReadResult.refused(main, unknown(id));
        }
        return ReadResult.gone(ObjectRemovals.of(
                        resource, rows, id, ObjectRemovals.reason(lookup), context.now(), lookup.survivor()))
                .resolving(id);
    }

    static Fault unknown(String id) {
        return new Fault(
                id,
                "Intercom has no object of this id, and the sink holds no row of it. Check the id and its collection");
    }

    private List<IntercomCollection> collectionsWith(String id) {
        return context.selection().among(resource.parents()).stream()
                .filter(collection -> context.mayHold(collection, id))
                .toList();
    }
}
