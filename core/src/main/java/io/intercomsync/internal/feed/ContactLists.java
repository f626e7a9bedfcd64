package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the lists inside a contact. Intercom cuts them at ten, sends tags without names and leaves segments out; here
 * each becomes a plain list of all, in the order of their ids.
 */
final class ContactLists implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ContactLists.class);

    private static final String TAGS_CUT = "of people with more than ten tags only ten are known";
    private static final String COMPANIES_CUT = "of people with more than ten companies only ten are known";

    private static final Names REFERENCE = new Names("type", "id");
    private static final Names REFERENCE_WITH_URL = new Names("type", "id", "url");

    private final Calls calls;
    private final boolean wantsTags;
    private final boolean wantsCompanies;
    private final Map<String, Object> tagNames = new HashMap<>();
    /** What every contact may lack. */
    private final List<String> shortcomings = new CopyOnWriteArrayList<>();
    /** Which lists stay cut, of contacts that are owed by themselves. */
    private final List<String> cut = new CopyOnWriteArrayList<>();

    private @Nullable SegmentMembers members;
    private final Instant membersAsOf;

    /** Reads the names of the tags and the members of the segments. */
    ContactLists(FeedContext context, Scope scope) {
        calls = context.calls();
        membersAsOf = context.me().time().earliest();
        wantsTags = wants(context, "tags");
        wantsCompanies = wants(context, "companies");
        if (wantsTags) {
            unlessForbidden(
                    "the tags on people have no names",
                    () -> calls.tags()
                            .items()
                            .forEach(tag -> tagNames.put(String.valueOf(tag.get("id")), tag.getOrDefault("name", ""))));
        }
        if (wantsSegments(context.selection())) {
            unlessForbidden(
                    "the segments of people are not known", () -> members = SegmentMembers.read(context, scope));
        }
        if (members != null) {
            shortcomings.addAll(members.shortcomings());
        }
    }

    private void unlessForbidden(String consequence, Runnable read) {
        try {
            read.run();
        } catch (ApiException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            shortcomings.add(consequence + ": " + e.getMessage());
        }
    }

    /** Says what cannot be completed, and why. */
    void tell(Output out) {
        for (IntercomCollection collection : List.of(USERS, CONTACTS)) {
            shortcomings.forEach(shortcoming -> out.lacks(collection, shortcoming));
            cut.forEach(lists -> out.missing(collection, 0, lists));
        }
    }

    /** Whether every contact may lack something. */
    boolean isPoor() {
        return !shortcomings.isEmpty();
    }

    static boolean wantsSegments(Selection selection) {
        return selection.has(USERS, "segments") || selection.has(CONTACTS, "segments");
    }

    private static boolean wants(FeedContext context, String property) {
        return context.selection().has(USERS, property) || context.selection().has(CONTACTS, property);
    }

    /** The lists that Intercom cuts and that are wanted. */
    static List<String> cutLists(Selection selection) {
        return Stream.of("tags", "companies")
                .filter(list -> selection.has(USERS, list) || selection.has(CONTACTS, list))
                .toList();
    }

    /** How many requests a pass makes for what all contacts need: the names of tags, and the list of segments. */
    static int requests(Selection selection) {
        return (cutLists(selection).contains("tags") ? 1 : 0) + (wantsSegments(selection) ? 1 : 0);
    }

    /** Whether completing this contact takes calls of its own. */
    boolean needsCalls(Map<String, @Nullable Object> contact) {
        return contact.get("id") != null
                && ((wantsTags && isCut(contact.get("tags")))
                        || (wantsCompanies && isCut(contact.get("companies")))
                        || (members != null && changedSinceMembersWereRead(contact)));
    }

    /** Whether a list of this contact stays cut, since what completes it is forbidden. */
    boolean staysCut(Map<String, @Nullable Object> contact) {
        return (wantsTags && cut.contains(TAGS_CUT) && isCut(contact.get("tags")))
                || (wantsCompanies && cut.contains(COMPANIES_CUT) && isCut(contact.get("companies")));
    }

    /** The contact with its lists complete. */
    Map<String, @Nullable Object> complete(Map<String, @Nullable Object> contact) {
        Object id = contact.get("id");
        if (id == null) {
            return contact;
        }
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        if (wantsTags && contact.get("tags") instanceof Map<?, ?> tags) {
            complete.put("tags", isCut(tags) ? allTags(tags, id.toString()) : named(references(tags)));
        }
        if (wantsCompanies && contact.get("companies") instanceof Map<?, ?> companies) {
            complete.put(
                    "companies",
                    isCut(companies) ? allCompanies(companies, id.toString()) : sorted(references(companies)));
        }
        if (members != null && !contact.containsKey("segments")) {
            complete.put("segments", segments(contact, id.toString()));
        }
        return JsonObject.of(contact).with(complete);
    }

    /**
     * A contact that no search of this pass has found, with its segments: those of whom was not searched for are not known from
     * the members.
     */
    Map<String, @Nullable Object> withSegments(Map<String, @Nullable Object> contact) {
        Object id = contact.get("id");
        return id == null || members == null
                ? contact
                : JsonObject.of(contact)
                        .with("segments", asReferences(calls.contactSegments(id.toString()), "segment", null));
    }

    private List<?> allTags(Map<?, ?> tags, String id) {
        return unlessForbidden(cut, TAGS_CUT, () -> sorted(calls.contactTags(id)), () -> named(references(tags)));
    }

    private List<?> allCompanies(Map<?, ?> companies, String id) {
        return unlessForbidden(
                cut,
                COMPANIES_CUT,
                () -> asReferences(calls.contactCompanies(id), "company", "/companies/"),
                () -> sorted(references(companies)));
    }

    private static <T> T unlessForbidden(
            List<String> told, String consequence, Supplier<T> asked, Supplier<T> instead) {
        if (!told.contains(consequence)) {
            try {
                return asked.get();
            } catch (ApiException e) {
                if (!e.isForbidden()) {
                    throw e;
                }
                told.add(consequence);
                log.warn("{}: {}", consequence, e.getMessage());
            }
        }
        return instead.get();
    }

    private List<?> segments(Map<String, @Nullable Object> contact, String id) {
        return changedSinceMembersWereRead(contact)
                ? unlessForbidden(
                        shortcomings,
                        "the segments of people who changed meanwhile may be old",
                        () -> asReferences(calls.contactSegments(id), "segment", null),
                        () -> known(id))
                : known(id);
    }

    private List<Map<String, @Nullable Object>> known(String id) {
        List<Map<String, @Nullable Object>> known = new ArrayList<>();
        for (String segment : requireNonNull(members).of(id)) {
            known.add(reference("segment", segment, null));
        }
        return known;
    }

    /** A contact that changed after the searches may have come to a segment, or left one, since. */
    private boolean changedSinceMembersWereRead(Map<String, @Nullable Object> contact) {
        Instant updated = IntercomTime.read(contact.get("updated_at"));
        return updated != null && !updated.isBefore(membersAsOf);
    }

    static boolean isCut(@Nullable Object list) {
        return list instanceof Map<?, ?> object
                && (Boolean.TRUE.equals(object.get("has_more"))
                        || (object.get("total_count") instanceof Long total && total > countedReferences(object)));
    }

    private static int countedReferences(Map<?, ?> list) {
        int count = 0;
        if (list.get("data") instanceof List<?> data) {
            for (Object item : data) {
                count += item instanceof Map<?, ?> ? 1 : 0;
            }
        }
        return count;
    }

    private static List<Map<String, @Nullable Object>> references(Map<?, ?> list) {
        if (!(list.get("data") instanceof List<?> data) || data.isEmpty()) {
            return List.of();
        }
        List<Map<String, @Nullable Object>> references = new ArrayList<>(data.size());
        for (Object item : data) {
            if (item instanceof Map<?, ?> reference) {
                references.add(asObject(reference));
            }
        }
        return references;
    }

    private List<Map<String, @Nullable Object>> named(List<Map<String, @Nullable Object>> tags) {
        List<Map<String, @Nullable Object>> named = new ArrayList<>();
        for (Map<String, @Nullable Object> tag : tags) {
            boolean hasName = tag.get("name") != null;
            Object name = tagNames.get(String.valueOf(tag.get("id")));
            named.add(hasName ? tag : JsonObject.of(tag).with("name", name));
        }
        return sorted(named);
    }

    private static List<Map<String, @Nullable Object>> asReferences(
            List<Map<String, @Nullable Object>> objects, String type, @Nullable String path) {
        return sorted(objects.stream()
                .map(object -> reference(type, String.valueOf(object.get("id")), path))
                .toList());
    }

    private static Map<String, @Nullable Object> reference(String type, String id, @Nullable String path) {
        return path == null
                ? new JsonObject(REFERENCE, type, id)
                : new JsonObject(REFERENCE_WITH_URL, type, id, path + id);
    }

    /** In the order of their ids, so that a list that Intercom sends in another order is no change. */
    static List<Map<String, @Nullable Object>> sorted(List<Map<String, @Nullable Object>> references) {
        if (references.size() < 2) {
            return references;
        }
        List<Map<String, @Nullable Object>> sorted = new ArrayList<>(references);
        sorted.sort((one, other) -> String.valueOf(one.get("id")).compareTo(String.valueOf(other.get("id"))));
        return sorted;
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are text
    private static Map<String, @Nullable Object> asObject(Map<?, ?> json) {
        return (Map<String, @Nullable Object>) json;
    }

    @Override
    public void close() {
        if (members != null) {
            members.close();
        }
    }
}
