package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.mapping.RecordMapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Contacts: users and leads, and the social profiles of both. */
final class ContactsFeed implements Feed {
    /** The slice of those whom no search by time can see. */
    private static final String UNDATED = "undated";

    private final FeedContext context;
    private final Items items;
    private @Nullable ContactLists lists;

    ContactsFeed(FeedContext context) {
        this.context = context;
        this.items = new Items(context.selection(), USERS, RecordMapper::person);
    }

    @Override
    public void open() {
        lists = new ContactLists(context);
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Map<IntercomCollection, Long> counts = new EnumMap<>(IntercomCollection.class);
        count(USERS, "user", counts);
        count(CONTACTS, "lead", counts);
        return counts;
    }

    private void count(IntercomCollection collection, String role, Map<IntercomCollection, Long> counts) {
        if (context.selection().has(collection)) {
            Long total = total(Created.sorted(Search.field("role", "=", role)));
            if (total != null) {
                counts.put(collection, total);
            }
        }
    }

    private @Nullable Long total(Search search) {
        return context.calls().searchContacts(search, 1, null).totalCount();
    }

    @Override
    public List<Slice> plan() {
        return List.of(Slice.whole("all"), Slice.whole(UNDATED));
    }

    @Override
    public void read(Slice slice, Output out) {
        if (!slice.name().equals(UNDATED)) {
            walk(
                    slice,
                    cursor -> context.calls().searchContacts(Created.within(slice), Walk.LARGEST_PAGE, cursor),
                    out);
        } else if (slice.position() != null || someAreUndated()) {
            walk(slice, cursor -> context.calls().contacts(Walk.LARGEST_PAGE, cursor), out);
        } else {
            out.reached(null);
        }
    }

    private boolean someAreUndated() {
        Long dated = total(Created.within(Slice.whole("all")));
        Long all = context.calls().contacts(1, null).totalCount();
        return dated == null || all == null || dated < all;
    }

    private void walk(Slice slice, Function<@Nullable String, Page> read, Output out) {
        try (InOrder<Reading> inOrder = new InOrder<>(context.workers(), reading -> reading.putOut(out))) {
            Walk.along(slice.position(), read, page -> {
                page.faults().forEach(fault -> inOrder.ready(Reading.refused(USERS, fault)));
                page.items().forEach(json -> add(json, inOrder));
                String next = page.items().isEmpty() ? null : page.nextCursor();
                inOrder.then(() -> out.reached(next));
            });
            inOrder.finish();
        }
    }

    private void add(Map<String, @Nullable Object> json, InOrder<Reading> inOrder) {
        ContactLists known = requireNonNull(lists, "open");
        if (known.needsCalls(json)) {
            inOrder.call(() -> completed(json, known));
        } else {
            inOrder.ready(items.of(known.complete(json), mapped -> SOCIAL_PROFILES));
        }
    }

    /** A contact that was deleted since it was listed is left to the next look for deletions. */
    private Reading completed(Map<String, @Nullable Object> json, ContactLists known) {
        try {
            return items.of(known.complete(json), mapped -> SOCIAL_PROFILES);
        } catch (ApiException e) {
            if (e.status() != 404 && e.status() != 410) {
                throw e;
            }
            return Reading.gone(USERS, List.of());
        }
    }

    @Override
    public void finish(Output out) {
        for (String shortcoming : requireNonNull(lists, "open").shortcomings()) {
            out.missing(USERS, 0, shortcoming);
            out.missing(CONTACTS, 0, shortcoming);
        }
    }

    @Override
    public void close() {
        if (lists != null) {
            lists.close();
        }
    }
}
