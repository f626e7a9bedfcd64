package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.internal.generate.ConversationStatistics;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;

/** Default values of conversations and parts that are made by hand. */
final class ConversationDefaults {

    private ConversationDefaults() {}

    static Map<String, Object> conversation(String id, long now) {
        Map<String, Object> conversation = FakeJson.object(
                "type",
                "conversation",
                "id",
                id,
                "created_at",
                now,
                "updated_at",
                now,
                "waiting_since",
                null,
                "snoozed_until",
                null,
                "source",
                source(id),
                "contacts",
                List.of(),
                "first_contact_reply",
                null,
                "admin_assignee_id",
                null,
                "team_assignee_id",
                null,
                "open",
                true,
                "state",
                "open",
                "read",
                false,
                "tags",
                List.of(),
                "priority",
                "none",
                "sla_applied",
                null,
                "statistics",
                ConversationStatistics.toFollow(),
                "conversation_rating",
                null,
                "teammates",
                List.of(),
                "title",
                null);
        conversation.put("custom_attributes", FakeJson.object());
        conversation.put("topics", FakeJson.object());
        conversation.put("ticket", null);
        conversation.put(
                "linked_objects",
                FakeJson.object("type", "list", "data", List.of(), "total_count", 0L, "has_more", false));
        conversation.put("ai_agent", null);
        conversation.put("ai_agent_participated", false);
        conversation.put("sales_agent_participated", false);
        conversation.put("sales_agent", null);
        conversation.put("channel", FakeJson.object("initial", "conversation", "current", "conversation"));
        conversation.put("external_references", List.of());
        return conversation;
    }

    private static Map<String, Object> source(String id) {
        return FakeJson.object(
                "type",
                "conversation",
                "id",
                "source-" + id,
                "delivered_as",
                "customer_initiated",
                "subject",
                "",
                "body",
                "<p>Hello</p>",
                "author",
                FakeJson.object("type", "user", "id", "unknown", "name", "Somebody", "email", "somebody@example.com"),
                "attachments",
                List.of(),
                "url",
                null,
                "redacted",
                false);
    }

    static Map<String, Object> part(String id, long now) {
        return FakeJson.object(
                "type",
                "conversation_part",
                "id",
                id,
                "part_type",
                "comment",
                "body",
                "<p>Hello</p>",
                "created_at",
                now,
                "updated_at",
                now,
                "notified_at",
                now,
                "assigned_to",
                null,
                "author",
                FakeJson.object("type", "user", "id", "unknown", "name", "Somebody", "email", "somebody@example.com"),
                "attachments",
                List.of(),
                "external_id",
                null,
                "redacted",
                false,
                "email_message_metadata",
                null,
                "metadata",
                null,
                "state",
                "open",
                "tags",
                List.of(),
                "event_details",
                null,
                "app_package_code",
                null);
    }
}
