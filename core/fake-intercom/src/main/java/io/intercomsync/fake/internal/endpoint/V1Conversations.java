package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.search.ConversationSearchFields;
import io.intercomsync.fake.internal.search.RecordSearch;
import io.intercomsync.fake.internal.search.SortKeys;
import io.intercomsync.fake.internal.search.SortedResult;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves /conversations of API 1.x, by page and by id. */
final class V1Conversations {

    private static final int MOST_PARTS = 500;
    private static final List<String> SAME = List.of(
            "type", "id", "created_at", "updated_at", "waiting_since", "snoozed_until", "open", "state", "read");
    private static final List<String> SAME_IN_PARTS = List.of(
            "type",
            "id",
            "part_type",
            "body",
            "created_at",
            "updated_at",
            "notified_at",
            "assigned_to",
            "attachments",
            "external_id");

    private final Workspace workspace;
    private final PageFormats pages;
    private final ConversationSearchFields fields;
    private List<Integer> sorted = List.of();
    private String sortedFor = "";

    V1Conversations(Workspace workspace, PageFormats pages) {
        this.workspace = workspace;
        this.pages = pages;
        this.fields = new ConversationSearchFields(workspace);
    }

    List<Route> routes() {
        return List.of(
                Route.first("/conversations", this::list),
                Route.first("/conversations/{conversation_id}", call -> whole(call.segment(1))));
    }

    private Map<String, Object> list(ApiCall call) {
        List<Integer> all = conversations(call);
        return V1Routes.list(
                "conversations",
                pages.byNumber(call, all, 20, 60, Integer.MAX_VALUE, at -> listed(fields.seen(all.get(at)))));
    }

    private synchronized List<Integer> conversations(ApiCall call) {
        String order = call.query().getOrDefault("order", "desc");
        String sort = call.query().getOrDefault("sort", "updated_at");
        if (!fields.ordered().contains(sort) || !List.of("asc", "desc").contains(order)) {
            throw ApiError.invalid("sort or order is not valid");
        }
        String wanted = workspace.revision() + order + sort;
        if (!wanted.equals(sortedFor)) {
            SortKeys keys = new SortKeys(fields, new RecordSearch.Sort(sort, order.equals("asc")));
            sorted = SortedResult.of(fields.numbers(), keys).after(null, Integer.MAX_VALUE);
            sortedFor = wanted;
        }
        return sorted;
    }

    private Map<String, Object> whole(String id) {
        int number = workspace.table(ObjectType.CONVERSATIONS).present(id);
        if (number < 0) {
            throw ApiError.notFound();
        }
        Map<String, Object> sent =
                listed(workspace.table(ObjectType.CONVERSATIONS).get(number));
        List<Map<String, Object>> all = workspace.parts(number);
        List<Object> parts = new ArrayList<>();
        all.subList(Math.max(0, all.size() - MOST_PARTS), all.size()).forEach(part -> parts.add(part(part)));
        sent.put(
                "conversation_parts",
                FakeJson.object(
                        "type", "conversation_part.list", "conversation_parts", parts, "total_count", all.size()));
        return sent;
    }

    private static Map<String, Object> part(Map<String, Object> part) {
        Map<String, Object> sent = FakeJson.object();
        SAME_IN_PARTS.forEach(key -> sent.put(key, part.get(key)));
        sent.put("author", reference(part.get("author")));
        return sent;
    }

    private Map<String, Object> listed(Map<String, Object> conversation) {
        Map<String, Object> sent = FakeJson.object();
        SAME.forEach(key -> sent.put(key, conversation.get(key)));
        List<Object> people = people(conversation.get("contacts"));
        sent.put("conversation_message", message(conversation.get("source")));
        sent.put("user", people.isEmpty() ? null : people.get(0));
        sent.put("customers", people);
        sent.put("assignee", assignee(conversation));
        sent.put("customer_first_reply", conversation.get("first_contact_reply"));
        sent.put("conversation_rating", rating(conversation.get("conversation_rating"), people));
        sent.put("tags", tags(conversation.get("tags")));
        return sent;
    }

    private static Object message(@Nullable Object source) {
        Map<String, Object> message = FakeJson.object("type", "conversation_message");
        for (String key : List.of("id", "subject", "body", "delivered_as", "attachments", "url")) {
            message.put(key, FakeJson.get(source, key));
        }
        message.put("author", reference(FakeJson.get(source, "author")));
        return message;
    }

    private static @Nullable Object reference(@Nullable Object whole) {
        return whole instanceof Map<?, ?> map ? FakeJson.object("type", map.get("type"), "id", map.get("id")) : whole;
    }

    private List<Object> people(@Nullable Object ids) {
        List<Object> people = new ArrayList<>();
        for (Object id : ids instanceof List<?> list ? list : List.of()) {
            Map<String, Object> contact = workspace.table(ObjectType.CONTACTS).find(String.valueOf(id));
            people.add(
                    FakeJson.object("type", "lead".equals(FakeJson.get(contact, "role")) ? "lead" : "user", "id", id));
        }
        return people;
    }

    private static Object assignee(Map<String, Object> conversation) {
        for (String type : List.of("admin", "team")) {
            Object id = conversation.get(type + "_assignee_id");
            if (id != null && !id.toString().equals("0")) {
                return FakeJson.object("type", type, "id", id.toString());
            }
        }
        return FakeJson.object("type", "nobody_admin", "id", null);
    }

    private static @Nullable Object rating(@Nullable Object rating, List<Object> people) {
        return rating == null
                ? null
                : FakeJson.object(
                        "rating", FakeJson.get(rating, "rating"),
                        "remark", FakeJson.get(rating, "remark"),
                        "created_at", FakeJson.get(rating, "created_at"),
                        "customer", people.isEmpty() ? null : people.get(0),
                        "teammate", FakeJson.get(rating, "teammate"));
    }

    private Object tags(@Nullable Object applied) {
        List<Object> tags = new ArrayList<>();
        for (String id : workspace.ids(applied, ObjectType.TAGS)) {
            Object name = FakeJson.get(workspace.table(ObjectType.TAGS).find(id), "name");
            tags.add(FakeJson.object("type", "tag", "id", id, "name", name));
        }
        return FakeJson.object("type", "tag.list", "tags", tags);
    }
}
