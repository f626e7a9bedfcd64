package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Completes the lists inside a contact. Intercom cuts the lists at ten, sends tags without names and leaves segments out. Each
 * list becomes a complete plain list in the order of ids. Tags and segments get names.
 */
final class ContactLists implements AutoCloseable {
    /** A contact takes a call for its tags, one for its companies and one for its segments. */
    static final int MOST_CALLS = 3;

    /** The most refusals of one kind of list without any answer. After them the list is not asked for again. */
    private static final int MOST_IN_VAIN = 100;

    private static final String TAGS_CUT = "people with more than ten tags are stored with only ten of them";
    private static final String COMPANIES_CUT = "people with more than ten companies are stored with only ten of them";
    private static final String SEGMENTS_OLD = "the segments of people who changed meanwhile may be old";

    private final Calls calls;
    private final boolean wantsTags;
    private final boolean wantsCompanies;
    private final Map<String, Object> tagNames = new HashMap<>();
    /** Gaps that every contact may have. */
    private final List<String> gaps = new CopyOnWriteArrayList<>();

    private final ObjectCalls objects;
    private final Refusals ofTags = new Refusals();
    private final Refusals ofCompanies = new Refusals();
    private final Refusals ofSegments = new Refusals();

    private @Nullable SegmentMembers members;
    private final Instant membersAsOf;
    /** True if each contact takes a call for its segments, because the members of segments are not read. */
    private final boolean asksForSegments;

    /** Reads the names of the tags, and the members of the segments unless the scope is of single objects. */
    ContactLists(FeedContext context, PassScope scope, ObjectCalls objects) {
        this.objects = objects;
        calls = context.calls();
        membersAsOf = context.me().time().earliest();
        wantsTags = wants(context.selection(), "tags");
        wantsCompanies = wants(context.selection(), "companies");
        if (wantsTags) {
            unlessRefused(
                    "the tags on people have no names",
                    () -> calls.tags()
                            .items()
                            .forEach(tag -> tagNames.put(String.valueOf(tag.get("id")), tag.getOrDefault("name", ""))));
        }
        asksForSegments = scope.isForObjects() && wantsSegments(context.selection());
        if (wantsSegments(context.selection()) && !scope.isForObjects()) {
            unlessRefused(
                    "the segments of people are not known",
                    () -> members = SegmentMembers.read(context, scope, objects));
        }
        if (members != null) {
            gaps.addAll(members.gaps());
        }
    }

    private void unlessRefused(String consequence, Runnable read) {
        try {
            read.run();
        } catch (ApiException e) {
            if (!objects.isOwnRefusal(e)) {
                throw e;
            }
            gaps.add(consequence + ": " + e.getMessage());
        }
    }

    /** Reports the gaps that every contact may have. */
    void reportGaps(Output out) {
        for (IntercomCollection collection : List.of(USERS, CONTACTS)) {
            gaps.forEach(gap -> out.unknownGap(collection, gap));
        }
    }

    /** Returns whether every contact may have a gap. */
    boolean hasGaps() {
        return !gaps.isEmpty();
    }

    static boolean wantsSegments(Selection selection) {
        return wants(selection, "segments");
    }

    private static boolean wants(Selection selection, String list) {
        return selection.has(USERS, list) || selection.has(CONTACTS, list);
    }

    /** Returns the wanted lists that Intercom cuts. */
    static List<String> cutLists(Selection selection) {
        return Stream.of("tags", "companies")
                .filter(list -> wants(selection, list))
                .toList();
    }

    /** Returns how many requests a pass makes for all contacts together: the names of tags, and the list of segments. */
    static long requests(Selection selection) {
        return (cutLists(selection).contains("tags") ? 1L : 0L) + (wantsSegments(selection) ? 1L : 0L);
    }

    /** Returns whether this contact takes calls. */
    boolean needsCalls(Map<String, @Nullable Object> contact) {
        return contact.get("id") != null
                && ((wantsTags && ReferenceList.isCut(contact.get("tags")))
                        || (wantsCompanies && ReferenceList.isCut(contact.get("companies")))
                        || (members != null && changedSinceMembersWereRead(contact)));
    }

    /** Counts the refusals of one kind of list, to stop calls that are in vain. Thread-safe. */
    private static final class Refusals {
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean isAnswered;
        private volatile @Nullable String last;

        boolean areInVain() {
            return !isAnswered && refused.get() >= MOST_IN_VAIN;
        }
    }

    /**
     * Returns the contact with complete lists.
     *
     * @param gap hears of each list that cannot be completed, and why
     */
    Map<String, @Nullable Object> complete(Map<String, @Nullable Object> contact, Consumer<String> gap) {
        Object id = contact.get("id");
        if (id == null) {
            return contact;
        }
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        if (wantsTags && contact.get("tags") instanceof Map<?, ?> tags) {
            complete.put(
                    "tags",
                    ReferenceList.isCut(tags)
                            ? allTags(tags, id.toString(), gap)
                            : named(ReferenceList.references(tags)));
        }
        if (wantsCompanies && contact.get("companies") instanceof Map<?, ?> companies) {
            complete.put(
                    "companies",
                    ReferenceList.isCut(companies)
                            ? allCompanies(companies, id.toString(), gap)
                            : ReferenceList.sorted(ReferenceList.references(companies)));
        }
        if (members != null && !contact.containsKey("segments")) {
            boolean mayBeOld = changedSinceMembersWereRead(contact);
            complete.put("segments", mayBeOld ? segments(id.toString(), gap) : known(id.toString()));
        }
        return JsonObject.of(contact).with(complete);
    }

    /**
     * Adds the segments to a contact that no search of this pass has found. It takes a call, because the members that were read do
     * not include the contact.
     */
    Map<String, @Nullable Object> withSegments(Map<String, @Nullable Object> contact, Consumer<String> gap) {
        Object id = contact.get("id");
        return id == null || (members == null && !asksForSegments)
                ? contact
                : JsonObject.of(contact).with("segments", segments(id.toString(), gap));
    }

    private List<?> allTags(Map<?, ?> tags, String id, Consumer<String> gap) {
        return listOr(
                ofTags,
                id,
                () -> ReferenceList.sorted(calls.contactTags(id)),
                () -> named(ReferenceList.references(tags)),
                TAGS_CUT,
                gap);
    }

    private List<?> allCompanies(Map<?, ?> companies, String id, Consumer<String> gap) {
        return listOr(
                ofCompanies,
                id,
                () -> ReferenceList.ofCompanies(calls.contactCompanies(id)),
                () -> ReferenceList.sorted(ReferenceList.references(companies)),
                COMPANIES_CUT,
                gap);
    }

    private List<?> segments(String id, Consumer<String> gap) {
        return listOr(
                ofSegments,
                id,
                () -> ReferenceList.ofSegments(calls.contactSegments(id)),
                () -> known(id),
                SEGMENTS_OLD,
                gap);
    }

    /**
     * Asks for a list. If Intercom refuses it for this contact, takes the list that the contact came with. A list that is not
     * found may belong to a contact that was deleted meanwhile.
     */
    private <T> T listOr(
            Refusals refusals,
            String id,
            Supplier<T> asked,
            Supplier<T> instead,
            String consequence,
            Consumer<String> gap) {
        if (!refusals.areInVain()) {
            try {
                T list = asked.get();
                refusals.isAnswered = true;
                return list;
            } catch (ApiException e) {
                if (!objects.isRefusal(e) || (e.isNotFound() && isGone(id))) {
                    throw e;
                }
                refusals.refused.incrementAndGet();
                refusals.last = e.getMessage();
            }
        }
        gap.accept(consequence + ", since " + refusals.last);
        return instead.get();
    }

    private boolean isGone(String id) {
        Lookup.Outcome outcome = calls.contact(id).outcome();
        return outcome == Lookup.Outcome.GONE || outcome == Lookup.Outcome.MERGED;
    }

    private List<Map<String, @Nullable Object>> known(String id) {
        return members == null ? List.of() : members.of(id);
    }

    /** Returns whether the contact changed after the searches, so it may have entered or left a segment. */
    private boolean changedSinceMembersWereRead(Map<String, @Nullable Object> contact) {
        Instant updated = IntercomTime.read(contact.get("updated_at"));
        return updated != null && !updated.isBefore(membersAsOf);
    }

    private List<Map<String, @Nullable Object>> named(List<Map<String, @Nullable Object>> tags) {
        List<Map<String, @Nullable Object>> named = new ArrayList<>();
        for (Map<String, @Nullable Object> tag : tags) {
            boolean hasName = tag.get("name") != null;
            Object name = tagNames.get(String.valueOf(tag.get("id")));
            named.add(hasName ? tag : JsonObject.of(tag).with("name", name));
        }
        return ReferenceList.sorted(named);
    }

    @Override
    public void close() {
        if (members != null) {
            members.close();
        }
    }
}
