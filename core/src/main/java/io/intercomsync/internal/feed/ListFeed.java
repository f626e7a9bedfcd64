package io.intercomsync.internal.feed;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.mapping.Mapped;
import io.intercomsync.report.Fault;
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
 * A resource that Intercom returns whole, in one answer: what is no longer in the list is gone. Segments, tags, admins and
 * teams are read in this way.
 */
final class ListFeed implements Feed {
    private final IntercomCollection collection;
    private final FeedContext context;
    private final Supplier<Page> list;
    private final Items items;
    private @Nullable Page listed;
    private final Set<List<String>> keys = new HashSet<>();
    /** One that cannot be read might be of a row that is held; then none is gone. */
    private boolean keysAreKnown = true;

    ListFeed(
            IntercomCollection collection,
            FeedContext context,
            Supplier<Page> list,
            Function<@Nullable Object, Mapped> mapper) {
        this.collection = collection;
        this.context = context;
        this.list = list;
        this.items = new Items(context.selection(), collection, mapper);
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
                        listed.faults().size()
                                + listed.items().stream()
                                        .map(item -> String.valueOf(item.get("id")))
                                        .distinct()
                                        .count());
    }

    @Override
    public PassSize size() {
        return new PassSize(null, collection == IntercomCollection.ADMINS ? 2 : 1);
    }

    @Override
    public void read(Slice slice, Output out) {
        Page page = requireNonNull(listed, "open");
        for (Fault fault : page.faults()) {
            keysAreKnown = false;
            out.refused(collection, fault);
        }
        for (Map<String, @Nullable Object> json : page.items()) {
            Reading reading = items.of(json);
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
    public void finish(Output out, Instant since) {
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
