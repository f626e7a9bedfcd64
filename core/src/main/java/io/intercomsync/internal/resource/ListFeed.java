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
import io.intercomsync.internal.mapping.MappedRecord;
import io.intercomsync.report.Fault;
import io.intercomsync.report.RequestEstimate;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A resource that Intercom lists whole, and as a rule in one answer: what is no longer in the list is gone. Segments, tags,
 * admins and teams are read in this way.
 */
final class ListFeed implements Feed {
    private final IntercomCollection collection;
    private final FeedContext context;
    private final Supplier<Listed> list;
    private final ItemMapper items;
    private @Nullable Listed listed;
    private final Set<List<String>> keys = new HashSet<>();
    /** One that cannot be read might be of a row that is held; then none is gone. */
    private boolean keysAreKnown = true;

    /**
     * What was listed.
     *
     * @param lacks what of it could not be read, and why; {@code null} if it is all
     */
    record Listed(Page page, @Nullable String lacks) {

        static Listed whole(Page page) {
            return new Listed(page, null);
        }
    }

    ListFeed(
            IntercomCollection collection,
            FeedContext context,
            Supplier<Listed> list,
            Function<@Nullable Object, MappedRecord> mapper) {
        this.collection = collection;
        this.context = context;
        this.list = list;
        this.items = new ItemMapper(context.selection(), collection, mapper);
    }

    @Override
    public void open() {
        listed = list.get();
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        return listed == null
                ? Map.of()
                : Map.of(
                        collection,
                        listed.page().faults().size()
                                + listed.page().items().stream()
                                        .map(item -> String.valueOf(item.get("id")))
                                        .distinct()
                                        .count());
    }

    @Override
    public PassEstimate size() {
        long objects = list.get().page().size();
        return new PassEstimate(objects, RequestEstimate.exactly(collection == IntercomCollection.ADMINS ? 2 : 1));
    }

    @Override
    public void read(Slice slice, Output out) {
        Page page = requireNonNull(listed, "open").page();
        if (listed.lacks() != null) {
            keysAreKnown = false;
            out.missing(collection, 0, listed.lacks());
        }
        for (Fault fault : page.faults()) {
            keysAreKnown = false;
            out.refused(collection, fault);
        }
        for (Map<String, @Nullable Object> json : page.items()) {
            ReadResult reading = items.of(json);
            if (reading.item() != null) {
                keys.add(List.of(reading.item().id()));
            } else {
                keysAreKnown = false;
            }
            reading.putOut(out);
        }
        out.reached(null);
    }

    @Override
    public void finish(Output out, @Nullable Instant since) {
        if (!keysAreKnown) {
            return;
        }
        if (context.sink() == null) {
            out.removal(new Removal.AllBut(collection, keys, Removal.Reason.DELETED, context.now()));
        }
        for (List<String> gone : context.goneFrom(collection, keys)) {
            out.removal(new Removal.ByKey(collection, gone, Removal.Reason.DELETED, context.now(), null));
        }
    }
}
