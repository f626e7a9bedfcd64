package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
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
import io.intercomsync.internal.paging.DetailSample;
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

/** Reads contacts: users and leads, and the social profiles of both. */
final class ContactsFeed implements Feed {
    private final FeedContext context;
    private final PassScope scope;
    private final SearchedPages pages;
    private final StoredVersions storedVersions;
    private final ItemMapper items;
    private final SingleObjects objects;
    private final ObjectCalls calls;
    private @Nullable ContactLists lists;

    ContactsFeed(ApiResource resource, FeedContext context, PassScope scope) {
        this.context = context;
        this.calls = new ObjectCalls(context.calls());
        this.scope = scope;
        this.pages = new SearchedPages(
                context,
                List.of(USERS, CONTACTS),
                scope,
                TimeSearches.ofContacts(context),
                context.calls()::searchContacts,
                context.calls()::contacts,
                ContactLists.MOST_CALLS);
        this.storedVersions = new StoredVersions(context, scope);
        this.items = resource.items(context.selection());
        this.objects = new SingleObjects(resource, context, scope, calls, this::fetchedAgain);
    }

    @Override
    public void open() {
        lists = new ContactLists(context, scope, calls);
    }

    private ContactLists lists() {
        return requireNonNull(lists, "open");
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
            Long total = pages.count(List.of(Search.field("role", "=", role)));
            if (total != null) {
                counts.put(collection, total);
            }
        }
    }

    @Override
    public @Nullable Instant newestChange() {
        return pages.newestChange();
    }

    @Override
    public PassEstimate size() {
        Page first = pages.first();
        DetailSample sample = pages.sample(first);
        long objects = SearchPlans.countOrZero(first);
        long asked = ContactLists.requests(context.selection())
                + context.selection().among(List.of(USERS, CONTACTS)).size();
        RequestEstimate members = SegmentMembers.requests(context, scope).plus(asked);
        return new PassEstimate(
                first.totalCount(), pages.requests(objects).plus(members).plus(callsOfLists(sample, objects)), members);
    }

    /** Estimates the calls that complete cut lists. */
    private RequestEstimate callsOfLists(DetailSample sample, long all) {
        Set<String> unchanged = new HashSet<>();
        for (IntercomCollection collection : List.of(USERS, CONTACTS)) {
            unchanged.addAll(storedVersions.unchanged(
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
        return pages.plan();
    }

    /** Counts a page as two calls for single objects, since it takes as much memory. */
    @Override
    public int sideBySide() {
        return 1 + context.workers().most() / 2;
    }

    /** Reports first the gaps that every contact may have, since the run may end after it has stored some contacts. */
    @Override
    public void read(Slice slice, Output out) {
        lists().reportGaps(out);
        pages.read(slice, out, this::add);
    }

    private void add(Page page, OrderedCalls<ReadResult> inOrder) {
        movedOut(page).forEach(removal -> inOrder.ready(ReadResult.gone(List.of(removal))));
        Set<Map<String, @Nullable Object>> needingCalls = Collections.newSetFromMap(new IdentityHashMap<>());
        page.items().stream().filter(lists()::needsCalls).forEach(needingCalls::add);
        Set<String> unchanged = unchanged(page, needingCalls);
        for (Map<String, @Nullable Object> json : page.items()) {
            String id = String.valueOf(json.get("id"));
            if (unchanged.contains(id) || scope.leavesOut(json)) {
                inOrder.ready(ReadResult.unchanged(id));
            } else {
                add(json, needingCalls.contains(json), inOrder);
            }
        }
    }

    /** Removes contacts that became the other kind, where only users or only leads are wanted. */
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

    /** Returns the keys of contacts that the sink does not hold in a newer version; all keys if it cannot be read back. */
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
     * Returns the contacts whose rows stay: the sink holds them in this version, and they would need calls. If every contact would
     * have a gap, a full read keeps all such rows.
     */
    private Set<String> unchanged(Page page, Collection<Map<String, @Nullable Object>> needingCalls) {
        boolean lacksMore = !scope.isChangesOnly() && lists().hasGaps();
        Collection<Map<String, @Nullable Object>> asked = lacksMore ? page.items() : needingCalls;
        Set<String> unchanged = new HashSet<>();
        for (IntercomCollection collection : List.of(USERS, CONTACTS)) {
            List<Map<String, @Nullable Object>> some = asked.stream()
                    .filter(json -> collectionOf(json) == collection)
                    .toList();
            unchanged.addAll(
                    lacksMore ? storedVersions.held(collection, some) : storedVersions.unchanged(collection, some));
        }
        return unchanged;
    }

    private void add(Map<String, @Nullable Object> json, boolean needsCalls, OrderedCalls<ReadResult> inOrder) {
        if (needsCalls) {
            String id = String.valueOf(json.get("id"));
            inOrder.call(() -> objects.callOrFail(id, () -> completed(json, new ArrayList<>())));
        } else {
            inOrder.ready(items.map(lists().complete(json, noList -> {})));
        }
    }

    @Override
    public void readObjects(Collection<String> ids, Output out) {
        if (scope.isForObjects()) { // neither a slice nor the end of a pass reports them
            lists().reportGaps(out);
        }
        objects.read(ids, out);
    }

    private ReadResult fetchedAgain(Map<String, @Nullable Object> json) {
        List<String> gaps = new ArrayList<>();
        return completed(lists().withSegments(json, gaps::add), gaps);
    }

    /**
     * Completes the lists of a contact. A contact that was deleted since it was listed is left to the next sweep. A row with cut
     * lists replaces a stored row only if it is newer.
     */
    private ReadResult completed(Map<String, @Nullable Object> json, List<String> gaps) {
        Map<String, @Nullable Object> complete;
        try {
            complete = lists().complete(json, gaps::add);
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return ReadResult.gone(List.of());
        }
        if (gaps.isEmpty()) {
            return items.map(complete);
        }
        String id = String.valueOf(json.get("id"));
        ReadResult reading =
                storedVersions.held(collectionOf(json), List.of(json)).contains(id)
                        ? ReadResult.unchanged(id)
                        : items.map(complete);
        return reading.pending(
                new ReadResult.Pending(id, new PendingObject(collectionOf(json), 0), String.join("; ", gaps)));
    }

    @Override
    public void finish(Output out, @Nullable Instant since) {
        lists().reportGaps(out);
    }

    @Override
    public void close() {
        if (lists != null) {
            lists.close();
        }
    }
}
