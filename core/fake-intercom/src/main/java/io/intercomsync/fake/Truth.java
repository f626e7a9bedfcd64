package io.intercomsync.fake;

import io.intercomsync.fake.data.ObjectCounts;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.endpoint.V1PersonWire;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.ObjectCounter;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real contents of a workspace, to compare a copy with. Objects are complete and have Intercom's keys. Every list
 * inside an object is a plain, complete list, even if answers show only a part of it.
 *
 * <p>Values that Intercom's versions spell differently have one form here: ids are text, except a conversation's
 * assignees (a number, or null for nobody); an avatar is its URL; a priority is none, low, medium, high or urgent;
 * times are seconds since 1970. A stream makes its objects one by one, and sees edits made meanwhile. The maps are
 * copies.
 */
public final class Truth {

    private final Workspace workspace;

    Truth(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Returns all users and leads that are not archived. They have Intercom's keys and these complete lists: "tags"
     * (type, id, name, applied_at, applied_by), "companies" (type, id, company_id, name), "segments" (type, id, name),
     * "notes", "social_profiles" (type, name, url).
     */
    public Stream<Map<String, Object>> contacts() {
        return all(ObjectType.CONTACTS);
    }

    /** Returns the values of a contact that only API 1.x has, such as session_count and last_seen_ip, with their 1.x keys. */
    public Map<String, Object> onlyInVersion1(Map<String, ?> contact) {
        return new V1PersonWire(workspace).own(FakeJson.copy(contact));
    }

    /** Returns all companies, also those without users. "tags" and "segments" have type, id and name; "user_count" is always set. */
    public Stream<Map<String, Object>> companies() {
        return all(ObjectType.COMPANIES);
    }

    /**
     * Returns all conversations. "conversation_parts" has all parts, oldest first, also more than 500; "tags" is as in
     * contacts; "contacts" (type, id, external_id) and "teammates" (type, id) are plain lists.
     */
    public Stream<Map<String, Object>> conversations() {
        return all(ObjectType.CONVERSATIONS);
    }

    /** Returns all segments, each with its "count". */
    public Stream<Map<String, Object>> segments() {
        Map<String, Long> sizes = workspace.reading(workspace::segmentSizes);
        return all(ObjectType.SEGMENTS).peek(segment -> segment.put("count", sizes.getOrDefault(id(segment), 0L)));
    }

    /** Returns all tags. */
    public Stream<Map<String, Object>> tags() {
        return all(ObjectType.TAGS);
    }

    /** Returns all admins. */
    public Stream<Map<String, Object>> admins() {
        return all(ObjectType.ADMINS);
    }

    /** Returns all teams. */
    public Stream<Map<String, Object>> teams() {
        return all(ObjectType.TEAMS);
    }

    /** Returns one complete object; empty if there is none with that id. A segment has no "count" here. */
    public Optional<Map<String, Object>> find(ObjectType resource, String id) {
        return workspace.reading(() -> {
            int number = workspace.table(resource).present(id);
            return number < 0 ? Optional.empty() : Optional.of(full(resource).apply(number));
        });
    }

    /** Counts all objects. This takes seconds if millions are generated. */
    public ObjectCounts counts() {
        return workspace.reading(() -> new ObjectCounter(workspace).counts());
    }

    private Stream<Map<String, Object>> all(ObjectType resource) {
        int[] numbers =
                workspace.reading(() -> workspace.table(resource).numbers().toArray());
        IntFunction<Map<String, Object>> full = full(resource);
        return Arrays.stream(numbers)
                .mapToObj(number ->
                        workspace.reading(() -> workspace.table(resource).isPresent(number)
                                ? Optional.of(full.apply(number))
                                : Optional.<Map<String, Object>>empty()))
                .flatMap(Optional::stream);
    }

    private IntFunction<Map<String, Object>> full(ObjectType resource) {
        ObjectTable table = workspace.table(resource);
        return switch (resource) {
            case CONTACTS -> number -> contact(FakeJson.copy(table.get(number)));
            case COMPANIES -> number -> company(number, FakeJson.copy(table.get(number)));
            case CONVERSATIONS -> number -> conversation(number, FakeJson.copy(table.get(number)));
            default -> number -> FakeJson.copy(table.get(number));
        };
    }

    private Map<String, Object> contact(Map<String, Object> contact) {
        replace(contact, "tags", this::appliedTag);
        replace(contact, "companies", this::companyOfContact);
        replace(contact, "segments", id -> named(ObjectType.SEGMENTS, id));
        return contact;
    }

    private Map<String, Object> company(int number, Map<String, Object> company) {
        replace(company, "tags", id -> named(ObjectType.TAGS, id));
        replace(company, "segments", id -> named(ObjectType.SEGMENTS, id));
        company.put("user_count", workspace.userCount(number, company));
        return company;
    }

    private Map<String, Object> conversation(int number, Map<String, Object> conversation) {
        replace(conversation, "tags", this::appliedTag);
        replace(conversation, "contacts", this::contactOfConversation);
        replace(conversation, "teammates", id -> FakeJson.object("type", "admin", "id", id));
        conversation.computeIfPresent("statistics", (key, own) -> workspace.statistics(number, conversation));
        conversation.put("conversation_parts", FakeJson.copy((Object) workspace.parts(number)));
        return conversation;
    }

    private static void replace(Map<String, Object> object, String key, Function<Object, @Nullable Object> form) {
        if (object.get(key) instanceof List<?> items) {
            List<Object> formed = new ArrayList<>();
            for (Object item : items) {
                Object whole = form.apply(item);
                if (whole != null) {
                    formed.add(whole);
                }
            }
            object.put(key, formed);
        }
    }

    private @Nullable Object appliedTag(Object applied) {
        Map<String, Object> tag = FakeJson.asObject(applied);
        Map<String, Object> named = named(ObjectType.TAGS, String.valueOf(tag.get("id")));
        if (named != null) {
            named.putAll(tag);
        }
        return named;
    }

    /** Returns null for a deleted object. An object that nobody created has no name. */
    private @Nullable Map<String, Object> named(ObjectType resource, Object reference) {
        String id = String.valueOf(reference);
        if (!workspace.exists(resource, id)) {
            return null;
        }
        return FakeJson.object(
                "type",
                resource.type(),
                "id",
                id,
                "name",
                FakeJson.get(workspace.table(resource).find(id), "name"));
    }

    private @Nullable Object companyOfContact(Object id) {
        Map<String, Object> company = named(ObjectType.COMPANIES, id);
        if (company != null) {
            company.put(
                    "company_id",
                    FakeJson.get(workspace.table(ObjectType.COMPANIES).find(String.valueOf(id)), "company_id"));
        }
        return company;
    }

    private Object contactOfConversation(Object id) {
        Object externalId = FakeJson.get(workspace.table(ObjectType.CONTACTS).find(String.valueOf(id)), "external_id");
        return FakeJson.object("type", "contact", "id", id, "external_id", externalId);
    }

    private static String id(Map<String, Object> object) {
        return String.valueOf(object.get("id"));
    }
}
