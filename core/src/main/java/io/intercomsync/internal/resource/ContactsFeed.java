package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.internal.paging.DetailSample;
import io.intercomsync.internal.paging.PageWalk;
import io.intercomsync.internal.paging.SearchPlans;
import io.intercomsync.internal.paging.SearchedPages;
import io.intercomsync.internal.paging.StoredVersions;
import io.intercomsync.internal.paging.TimeSearches;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.report.RequestEstimate;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contacts: users and leads, and the social profiles of both. */
final class ContactsFeed implements Feed {
    private final FeedContext context;
    private final PassScope scope;
    private final TimeSearches searches;
    private final SearchedPages pages;
    private final StoredVersions known;
    private final ItemMapper items;
    private final ObjectCalls calls;
    private @Nullable ContactLists lists;

    ContactsFeed(FeedContext context, PassScope scope) {
        this.context = context;
        this.calls = new ObjectCalls(context.calls());
        this.scope = scope;
        this.searches = TimeSearches.ofContacts(context);
        this.pages = new SearchedPages(
                context,
                List.of(USERS, CONTACTS),
                scope,
                searches,
                context.calls()::searchContacts,
                context.calls()::contacts);
        this.known = new StoredVersions(context, scope);
        this.items = new ItemMapper(context.selection(), USERS, RecordMapper::person);
    }

    @Override
    public void open() {
        lists = new ContactLists(context, scope, calls);
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
            Search all =
                    searches.within(Slice.whole("all"), PassScope.full(null), List.of(Search.field("role", "=", role)));
            Long total = context.calls().searchContacts(all, 1, null).totalCount();
            if (total != null) {
                counts.put(collection, total);
            }
        }
    }

    @Override
    public @Nullable Instant newestChange() {
        return SearchPlans.newestChange(context.calls()::searchContacts);
    }

    @Override
    public PassEstimate size() {
        Page first =
                context.calls().searchContacts(searches.within(Slice.whole("all"), scope), PageWalk.LARGEST_PAGE, null);
        DetailSample sample = SearchedPages.sample(first, scope, context.calls()::contacts);
        long objects = SearchPlans.orNone(first);
        long asked = ContactLists.requests(context.selection())
                + List.of(USERS, CONTACTS).stream()
                        .filter(context.selection()::has)
                        .count();
        return new PassEstimate(
                first.totalCount(),
                SearchedPages.requests(objects, scope)
                        .plus(asked)
                        .plus(SegmentMembers.requests(context, scope))
                        .plus(callsOfLists(sample, objects)));
    }

    /** A cut list is completed by a call of its own. */
    private RequestEstimate callsOfLists(DetailSample sample, long all) {
        Set<String> unchanged = new HashSet<>();
        for (IntercomCollection collection : List.of(USERS, CONTACTS)) {
            unchanged.addAll(known.unchanged(
                    collection,
                    sample.objects().stream()
                            .filter(json -> collectionOf(json) == collection)
                            .toList()));
        }
        return ContactLists.cutLists(context.selection()).stream()
                .map(list -> sample.estimate(
                        sample.objects().stream()
                                .filter(json -> !unchanged.contains(String.valueOf(json.get("id"))))
                                .filter(json -> ReferenceList.isCut(json.get(list)))
                                .count(),
                        all))
                .reduce(RequestEstimate.NONE, RequestEstimate::plus);
    }

    @Override
    public List<Slice> plan() {
        return SearchPlans.of(context, scope, searches, context.calls()::searchContacts);
    }

    /** A page takes as much memory as two calls for single objects. */
    @Override
    public int sideBySide() {
        return 1 + context.workers().most() / 2;
    }

    /** What all of its contacts may lack is to be known wherever they are stored. */
    @Override
    public void read(Slice slice, Output out) {
        requireNonNull(lists, "open").tell(out);
        pages.read(slice, out, (page, inOrder) -> add(page, slice.ahead(), inOrder));
    }

    private void add(Page page, Set<String> read, OrderedCalls<ReadResult> inOrder) {
        page.faults().forEach(fault -> inOrder.ready(ReadResult.refused(USERS, fault)));
        page.keptOut().forEach(fault -> inOrder.ready(ReadResult.failed(USERS, fault.id(), fault.reason())));
        movedOut(page).forEach(removal -> inOrder.ready(ReadResult.gone(List.of(removal))));
        Set<Map<String, @Nullable Object>> needingCalls = Collections.newSetFromMap(new IdentityHashMap<>());
        page.items().stream().filter(requireNonNull(lists, "open")::needsCalls).forEach(needingCalls::add);
        Set<String> unchanged = unchanged(page, needingCalls);
        for (Map<String, @Nullable Object> json : page.items()) {
            String id = String.valueOf(json.get("id"));
            if (read.contains(ReadResult.mark(json))
                    || unchanged.contains(id)
                    || scope.leavesOut(IntercomTime.read(json.get("updated_at")))) {
                inOrder.ready(ReadResult.passedOver(id).listedAs(json));
            } else {
                add(json, needingCalls.contains(json), inOrder);
            }
        }
    }

    /** Where only users or only leads are wanted, one that became the other must leave. */
    private List<Removal> movedOut(Page page) {
        boolean wantsUsers = context.selection().has(USERS);
        if (wantsUsers == context.selection().has(CONTACTS)) {
            return List.of();
        }
        IntercomCollection wanted = wantsUsers ? USERS : CONTACTS;
        Map<List<String>, Map<String, @Nullable Object>> others = new LinkedHashMap<>();
        page.items().stream()
                .filter(json -> json.get("id") != null && collectionOf(json) != wanted)
                .forEach(json -> others.put(List.of(String.valueOf(json.get("id"))), json));
        return held(wanted, others).stream()
                .<Removal>map(key -> new Removal.ByKey(wanted, key, Removal.Reason.MOVED, context.now(), null))
                .toList();
    }

    /** The keys of those that the sink holds in no newer version; of all, if it does not say. */
    private Collection<List<String>> held(
            IntercomCollection wanted, Map<List<String>, Map<String, @Nullable Object>> others) {
        ReadableSink sink = context.sink();
        if (sink == null || others.isEmpty()) {
            return others.keySet();
        }
        Map<List<String>, Optional<Instant>> held = sink.versions(context.me().workspace(), wanted, others.keySet());
        return held.keySet().stream()
                .filter(key -> {
                    Instant listed =
                            IntercomTime.read(others.getOrDefault(key, Map.of()).get("updated_at"));
                    return held.getOrDefault(key, Optional.empty())
                            .filter(version -> listed != null && version.isAfter(listed))
                            .isEmpty();
                })
                .toList();
    }

    private static IntercomCollection collectionOf(Map<String, @Nullable Object> json) {
        return "lead".equals(json.get("role")) ? CONTACTS : USERS;
    }

    /**
     * Those that would need calls of their own, but are held as they are. A read of all leaves alone whoever is, where what it
     * would put in their place lacks something.
     */
    private Set<String> unchanged(Page page, Collection<Map<String, @Nullable Object>> needingCalls) {
        boolean isPoorer =
                !scope.isChangesOnly() && requireNonNull(lists, "open").isPoor();
        Collection<Map<String, @Nullable Object>> asked = isPoorer ? page.items() : needingCalls;
        Set<String> unchanged = new HashSet<>();
        for (IntercomCollection collection : List.of(USERS, CONTACTS)) {
            List<Map<String, @Nullable Object>> some = asked.stream()
                    .filter(json -> collectionOf(json) == collection)
                    .toList();
            unchanged.addAll(isPoorer ? known.held(collection, some) : known.unchanged(collection, some));
        }
        return unchanged;
    }

    private void add(Map<String, @Nullable Object> json, boolean needsCalls, OrderedCalls<ReadResult> inOrder) {
        ContactLists completing = requireNonNull(lists, "open");
        if (needsCalls) {
            String id = String.valueOf(json.get("id"));
            inOrder.call(() -> calls.callOr(() -> completed(json, completing), e -> failed(id, e))
                    .listedAs(json));
        } else {
            inOrder.ready(items.of(completing.complete(json, noList -> {}), mapped -> SOCIAL_PROFILES)
                    .listedAs(json));
        }
    }

    private static ReadResult failed(String id, IntercomSyncException e) {
        return ReadResult.failed(USERS, id, String.valueOf(e.getMessage()));
    }

    @Override
    public void readAgain(Collection<String> ids, Output out) {
        OrderedCalls.<ReadResult>work(
                context.workers(),
                reading -> reading.putOut(out),
                inOrder ->
                        ids.forEach(id -> inOrder.call(() -> calls.callOr(() -> askedAgain(id), e -> failed(id, e)))));
    }

    /** One that is gone is left to the next look for deletions. */
    private ReadResult askedAgain(String id) {
        Lookup lookup = context.calls().contact(id);
        return switch (lookup.outcome()) {
            case FOUND -> {
                ContactLists completing = requireNonNull(lists, "open");
                List<String> lacking = new ArrayList<>();
                Map<String, @Nullable Object> json =
                        completing.withSegments(lookup.found().orElseThrow(), lacking::add);
                yield completed(json, completing, lacking);
            }
            case UNPROVEN ->
                ReadResult.failed(USERS, id, "It is not certain whether it is gone, since " + lookup.doubt());
            case GONE, MERGED -> ReadResult.settled(id);
        };
    }

    /**
     * A contact that was deleted since it was listed is left to the next look for deletions. A row that is held is not replaced
     * by one whose lists are cut, unless it is newer.
     */
    private ReadResult completed(Map<String, @Nullable Object> json, ContactLists completing) {
        return completed(json, completing, new ArrayList<>());
    }

    private ReadResult completed(Map<String, @Nullable Object> json, ContactLists completing, List<String> lacking) {
        Map<String, @Nullable Object> complete;
        try {
            complete = completing.complete(json, lacking::add);
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return ReadResult.gone(List.of());
        }
        if (lacking.isEmpty()) {
            return items.of(complete, mapped -> SOCIAL_PROFILES);
        }
        String id = String.valueOf(json.get("id"));
        ReadResult reading = known.held(collectionOf(json), List.of(json)).contains(id)
                ? ReadResult.passedOver(id)
                : items.of(complete, mapped -> SOCIAL_PROFILES);
        return reading.owing(
                new ReadResult.Owing(id, new PendingObject(collectionOf(json), 0), String.join("; ", lacking)));
    }

    @Override
    public void finish(Output out, @Nullable Instant since) {
        requireNonNull(lists, "open").tell(out);
    }

    @Override
    public void close() {
        if (lists != null) {
            lists.close();
        }
    }
}
