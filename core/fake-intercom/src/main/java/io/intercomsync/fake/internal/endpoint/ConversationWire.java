package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a conversation in a list, and alone with its newest parts. */
final class ConversationWire {

    private static final int MOST_PARTS = 500;
    private static final List<String> SINCE_2_16 =
            List.of("channel", "external_references", "sales_agent", "sales_agent_participated");

    private final Workspace workspace;
    private final CompanyWire companies;

    ConversationWire(Workspace workspace, CompanyWire companies) {
        this.workspace = workspace;
        this.companies = companies;
    }

    Map<String, Object> listed(int number, Map<String, Object> conversation, ServedVersion version) {
        Map<String, Object> sent = FakeJson.object();
        conversation.forEach((key, value) -> {
            if (version.isAtLeast(16) || !SINCE_2_16.contains(key)) {
                sent.put(
                        key,
                        key.equals("statistics")
                                ? workspace.statistics(number, conversation)
                                : member(key, value, version));
            }
        });
        if (version.isAtLeast(15) && !sent.containsKey("company")) {
            sent.put("company", company(conversation, version));
        }
        return sent;
    }

    /** Returns the conversation with its newest 500 parts, as HTML or as plain text. */
    Map<String, Object> whole(int number, ServedVersion version, boolean isPlain, boolean isTranslated) {
        Map<String, Object> sent =
                listed(number, workspace.table(ObjectType.CONVERSATIONS).get(number), version);
        List<Map<String, Object>> all = workspace.parts(number);
        List<Object> parts = new ArrayList<>();
        for (Map<String, Object> part : all.subList(Math.max(0, all.size() - MOST_PARTS), all.size())) {
            parts.add(part(part, version, isPlain, isTranslated));
        }
        sent.put(
                "conversation_parts",
                FakeJson.object(
                        "type", "conversation_part.list", "conversation_parts", parts, "total_count", all.size()));
        if (isPlain && sent.get("source") instanceof Map<?, ?> source) {
            Map<String, Object> plain = FakeJson.asObject(source);
            plain.computeIfPresent("body", (key, body) -> PlainText.of(body));
            plain.computeIfPresent("subject", (key, subject) -> PlainText.of(subject));
            sent.put("source", plain);
        }
        return sent;
    }

    private static Map<String, Object> part(
            Map<String, Object> part, ServedVersion version, boolean isPlain, boolean isTranslated) {
        Map<String, Object> sent = FakeJson.object();
        sent.putAll(part);
        if (isPlain) {
            sent.computeIfPresent("body", (key, body) -> PlainText.of(body));
        }
        if (isTranslated && version.isAtLeast(16)) {
            sent.putIfAbsent("translations", FakeJson.object());
        }
        if (version.isAtLeast(17) && part.get("assigned_to") instanceof Map<?, ?> assigned) {
            boolean toAdmin = "admin".equals(assigned.get("type"))
                    && String.valueOf(assigned.get("id")).matches("\\d{1,18}");
            sent.putIfAbsent("admin_assignee_id", toAdmin ? Long.parseLong(String.valueOf(assigned.get("id"))) : 0L);
        }
        return sent;
    }

    private @Nullable Object member(String key, @Nullable Object value, ServedVersion version) {
        return switch (key) {
            case "tags" -> value instanceof List<?> ? tags(value) : value;
            case "contacts" -> value instanceof List<?> ids ? contacts(ids) : value;
            case "teammates" -> value instanceof List<?> ids ? teammates(ids) : value;
            case "admin_assignee_id", "team_assignee_id" ->
                value == null && version.isAtLeast(16) ? (Object) 0L : value;
            case "priority" -> version.isAtLeast(16) ? value : olderPriority(value);
            case "ai_agent" -> version.isAtLeast(15) ? value : olderAgent(value);
            default -> value;
        };
    }

    private static @Nullable Object olderPriority(@Nullable Object priority) {
        boolean isKnown = priority instanceof String text
                && List.of("none", "low", "medium", "high", "urgent").contains(text);
        return isKnown ? ("none".equals(priority) ? "not_priority" : "priority") : priority;
    }

    private static @Nullable Object olderAgent(@Nullable Object agent) {
        if (!"escalated".equals(FakeJson.get(agent, "resolution_state")) || agent == null) {
            return agent;
        }
        Map<String, Object> older = FakeJson.asObject(agent);
        older.put("resolution_state", "routed_to_team");
        return older;
    }

    private Map<String, Object> tags(Object applied) {
        List<Object> tags = new ArrayList<>();
        for (Object item : (List<?>) applied) {
            Map<String, Object> tag = FakeJson.asObject(item);
            String id = String.valueOf(tag.get("id"));
            if (workspace.exists(ObjectType.TAGS, id)) {
                Object name = FakeJson.get(workspace.table(ObjectType.TAGS).find(id), "name");
                Map<String, Object> named = FakeJson.object("type", "tag", "id", id, "name", name == null ? "" : name);
                named.putAll(tag);
                tags.add(named);
            }
        }
        return FakeJson.object("type", "tag.list", "tags", tags);
    }

    private Map<String, Object> contacts(List<?> ids) {
        List<Object> contacts = new ArrayList<>();
        for (Object id : ids) {
            Object externalId =
                    FakeJson.get(workspace.table(ObjectType.CONTACTS).find(String.valueOf(id)), "external_id");
            contacts.add(FakeJson.object("type", "contact", "id", id, "external_id", externalId));
        }
        return FakeJson.object("type", "contact.list", "contacts", contacts);
    }

    /** Returns the teammates under the key that Intercom sends, which is not the documented one. */
    private static @Nullable Object teammates(List<?> ids) {
        if (ids.isEmpty()) {
            return null;
        }
        List<?> admins = ids.stream()
                .map(id -> FakeJson.object("type", "admin", "id", id))
                .toList();
        return FakeJson.object("type", "admin.list", "admins", admins);
    }

    private @Nullable Object company(Map<String, Object> conversation, ServedVersion version) {
        if (!(conversation.get("contacts") instanceof List<?> contacts) || contacts.isEmpty()) {
            return null;
        }
        Object list =
                FakeJson.get(workspace.table(ObjectType.CONTACTS).find(String.valueOf(contacts.get(0))), "companies");
        List<String> ids = workspace.ids(list, ObjectType.COMPANIES);
        int number = ids.isEmpty() ? -1 : workspace.table(ObjectType.COMPANIES).present(ids.get(0));
        return number < 0 ? null : companies.of(number, version);
    }
}
