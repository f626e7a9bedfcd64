package io.intercomsync.internal.resource;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.report.Fault;
import io.intercomsync.report.RequestEstimate;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a resource that Intercom lists whole, usually in one answer. An object that the list no longer has is gone. Segments,
 * tags, admins and teams are read in this way.
 */
public final class ListFeed implements Feed {
    private final ApiResource resource;
    private final IntercomCollection collection;
    private final FeedContext context;
    private final Supplier<Listed> list;
    private final int requests;
    private final ItemMapper items;
    private @Nullable Listed listed;
    private final Set<List<String>> keys = new HashSet<>();
    /** False if an object cannot be read. Its row may be held, so nothing is taken for gone. */
    private boolean areKeysKnown = true;

    /**
     * Holds the answer of a list.
     *
     * @param gap the reason why the list lacks objects; {@code null} if it is complete
     */
    public record Listed(Page page, @Nullable String gap) {

        public static Listed whole(Page page) {
            return new Listed(page, null);
        }

        /** Returns whether an object that is not on the list is gone. */
        boolean provesAbsence() {
            return gap == null
                    && page.faults().isEmpty()
                    && page.keptOut().isEmpty()
                    && page.items().stream().allMatch(item -> item.get("id") != null);
        }
    }

    /** @param requests how many requests the list takes */
    public ListFeed(ApiResource resource, FeedContext context, Supplier<Listed> list, int requests) {
        this.resource = resource;
        this.collection = resource.collections().get(0);
        this.context = context;
        this.list = list;
        this.requests = requests;
        this.items = resource.items(context.selection());
    }

    @Override
    public void open() {
        listed = list.get();
    }

    private Listed listed() {
        return requireNonNull(listed, "open");
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        if (listed == null) {
            return Map.of();
        }
        long ids = listed.page().items().stream()
                .map(item -> String.valueOf(item.get("id")))
                .distinct()
                .count();
        return Map.of(collection, ids + listed.page().faults().size());
    }

    @Override
    public PassEstimate size() {
        long objects = list.get().page().size();
        return new PassEstimate(objects, RequestEstimate.exactly(requests));
    }

    @Override
    public void read(Slice slice, Output out) {
        Page page = listed().page();
        String gap = listed().gap();
        if (gap != null) {
            areKeysKnown = false;
            out.gap(collection, 0, gap);
        }
        for (Fault fault : page.faults()) {
            areKeysKnown = false;
            out.refused(collection, fault);
        }
        for (Map<String, @Nullable Object> json : page.items()) {
            ReadResult reading = items.map(json);
            if (reading.item() != null) {
                keys.add(List.of(reading.item().id()));
            } else {
                areKeysKnown = false;
            }
            reading.putOut(out);
        }
        out.reached(null);
    }

    /** Takes the objects from the list, which is one request however many they are. */
    @Override
    public void readObjects(Collection<String> ids, Output out) {
        Map<String, Map<String, @Nullable Object>> byId = new HashMap<>();
        listed().page().items().forEach(json -> byId.put(String.valueOf(json.get("id")), json));
        for (String id : ids) {
            Map<String, @Nullable Object> json = byId.get(id);
            ReadResult reading = json == null ? unlisted(id) : items.map(json);
            reading.putOut(out);
        }
    }

    private ReadResult unlisted(String id) {
        if (!listed().provesAbsence()) {
            return ReadResult.refused(
                    collection,
                    new Fault(
                            id,
                            "The list of " + collection.tableName() + " does not have it, but cannot be read whole"));
        }
        return context.mayHold(collection, id)
                ? ReadResult.gone(ObjectRemovals.of(
                        resource, List.of(collection), id, Removal.Reason.DELETED, context.now(), null))
                : ReadResult.refused(collection, SingleObjects.unknown(id));
    }

    @Override
    public void finish(Output out, @Nullable Instant since) {
        ReadableSink sink = context.sink();
        if (!areKeysKnown) {
            return;
        }
        if (sink == null) {
            out.removal(new Removal.AllBut(collection, keys, Removal.Reason.DELETED, context.now()));
            return;
        }
        for (List<String> key : unlistedKeys(sink)) {
            out.removal(new Removal.ByKey(collection, key, Removal.Reason.DELETED, context.now(), null));
        }
    }

    /** Returns the live keys that the list does not have. They are few, and the stream is closed before anything waits. */
    private List<List<String>> unlistedKeys(ReadableSink sink) {
        try (Stream<List<String>> live = sink.liveKeys(context.me().workspace(), collection)) {
            return live.filter(key -> !keys.contains(key)).toList();
        }
    }
}
