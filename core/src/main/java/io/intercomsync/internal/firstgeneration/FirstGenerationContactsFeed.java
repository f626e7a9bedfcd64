package io.intercomsync.internal.firstgeneration;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.paging.Scroll;
import io.intercomsync.internal.paging.WholeList;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.ReferenceList;
import io.intercomsync.internal.resource.SingleObjects;
import io.intercomsync.internal.value.JsonObject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads users, leads and the social profiles of both in API 1.x: two lists of complete objects, each read whole. Leads come
 * first, so that a lead which becomes a user meanwhile is read twice instead of never.
 */
final class FirstGenerationContactsFeed implements Feed {
    private static final List<String> LISTS = List.of("companies", "segments", "tags");

    private final ApiResource resource;
    private final FeedContext context;
    private final PassScope scope;
    private final ItemMapper items;
    private final Map<IntercomCollection, WholeList> wanted = new LinkedHashMap<>();

    FirstGenerationContactsFeed(ApiResource resource, FeedContext context, PassScope scope) {
        this.resource = resource;
        this.context = context;
        this.scope = scope;
        this.items = resource.items(context.selection());
        FirstGenerationCalls calls = new FirstGenerationCalls(context.calls());
        if (wants(CONTACTS)) {
            wanted.put(CONTACTS, new WholeList(context, CONTACTS, calls::scrollLeads, calls::leads, null));
        }
        if (wants(USERS)) {
            wanted.put(USERS, new WholeList(context, USERS, calls::scrollUsers, calls::users, null));
        }
    }

    private boolean wants(IntercomCollection people) {
        return context.selection().has(people) || context.selection().has(SOCIAL_PROFILES);
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Map<IntercomCollection, Long> counts = new EnumMap<>(IntercomCollection.class);
        wanted.forEach((collection, people) -> {
            Long total = people.count();
            if (total != null) {
                counts.put(collection, total);
            }
        });
        return counts;
    }

    @Override
    public PassEstimate size() {
        Map<IntercomCollection, Long> counts = count();
        Long objects = counts.size() < wanted.size()
                ? null
                : Long.valueOf(
                        counts.values().stream().mapToLong(Long::longValue).sum());
        return PassEstimate.of(objects, Scroll.PAGE, WholeList.REQUESTS_BESIDE_PAGES * wanted.size());
    }

    @Override
    public void read(Slice slice, Output out) {
        wanted.values().forEach(people -> people.read(out, json -> put(json, out)));
        out.reached(null);
    }

    private void put(Map<String, @Nullable Object> json, Output out) {
        if (scope.leavesOut(json)) {
            out.unchanged(String.valueOf(json.get("id")));
        } else {
            items.map(ordered(json)).putOut(out);
        }
    }

    @Override
    public void readObjects(Collection<String> ids, Output out) {
        new SingleObjects(resource, context, scope, new ObjectCalls(context.calls()), json -> items.map(ordered(json)))
                .read(ids, out);
    }

    /** Sorts the lists inside a person by id, so that another order is no change. */
    private static Map<String, @Nullable Object> ordered(Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>(json);
        for (String name : LISTS) {
            if (json.get(name) instanceof Map<?, ?> list && list.get(name) instanceof List<?> references) {
                if (references.stream().allMatch(Map.class::isInstance)) {
                    ordered.put(name, ReferenceList.sorted(objects(references)));
                }
            }
        }
        return ordered;
    }

    private static List<Map<String, @Nullable Object>> objects(List<?> references) {
        return references.stream()
                .map(reference -> JsonObject.cast((Map<?, ?>) reference))
                .toList();
    }
}
