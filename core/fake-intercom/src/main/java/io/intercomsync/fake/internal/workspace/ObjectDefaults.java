package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.generate.ConversationStatistics;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;

/** What an object made by hand has where nothing was said. */
public final class ObjectDefaults {

    private static final List<String> UNSET = List.of(
            "last_seen_at",
            "last_replied_at",
            "last_contacted_at",
            "last_email_opened_at",
            "last_email_clicked_at",
            "language_override",
            "browser",
            "browser_version",
            "browser_language",
            "os",
            "location");
    private static final List<String> APPS = List.of(
            "android_app_name",
            "android_app_version",
            "android_device",
            "android_os_version",
            "android_sdk_version",
            "android_last_seen_at",
            "ios_app_name",
            "ios_app_version",
            "ios_device",
            "ios_os_version",
            "ios_sdk_version",
            "ios_last_seen_at");

    private final String workspaceId;

    ObjectDefaults(String workspaceId) {
        this.workspaceId = workspaceId;
    }

    public Map<String, Object> of(ObjectType resource, String id, long now) {
        return switch (resource) {
            case CONTACTS -> contact(id, now);
            case COMPANIES -> company(id, now);
            case CONVERSATIONS -> conversation(id, now);
            case SEGMENTS ->
                FakeJson.object(
                        "type",
                        "segment",
                        "id",
                        id,
                        "name",
                        "Segment " + id,
                        "created_at",
                        now,
                        "updated_at",
                        now,
                        "person_type",
                        "user");
            case TAGS -> FakeJson.object("type", "tag", "id", id, "name", "Tag " + id);
            case ADMINS -> admin(id);
            case TEAMS ->
                FakeJson.object(
                        "type",
                        "team",
                        "id",
                        id,
                        "name",
                        "Team " + id,
                        "admin_ids",
                        List.of(),
                        "assignment_limit",
                        null,
                        "distribution_method",
                        null);
        };
    }

    private Map<String, Object> contact(String id, long now) {
        Map<String, Object> contact = FakeJson.object(
                "type",
                "contact",
                "id",
                id,
                "workspace_id",
                workspaceId,
                "external_id",
                null,
                "role",
                "user",
                "email",
                id + "@example.com",
                "phone",
                null,
                "name",
                "Person " + id,
                "avatar",
                null,
                "owner_id",
                null,
                "social_profiles",
                List.of(),
                "has_hard_bounced",
                false,
                "marked_email_as_spam",
                false,
                "unsubscribed_from_emails",
                false,
                "created_at",
                now,
                "updated_at",
                now,
                "signed_up_at",
                now);
        for (String key : UNSET) {
            contact.put(key, null);
        }
        APPS.forEach(app -> contact.put(app, null));
        contact.put("location", nowhere());
        contact.put("custom_attributes", FakeJson.object());
        for (String list : List.of("tags", "notes", "companies", "segments")) {
            contact.put(list, List.of());
        }
        contact.put("opted_out_subscription_types", List.of());
        contact.put("opted_in_subscription_types", List.of());
        for (String key : List.of("utm_campaign", "utm_content", "utm_medium", "utm_source", "utm_term", "referrer")) {
            contact.put(key, null);
        }
        contact.put("enabled_push_messaging", null);
        return contact;
    }

    private static Map<String, Object> nowhere() {
        return FakeJson.object(
                "type", "location",
                "country", null,
                "region", null,
                "city", null,
                "country_code", null,
                "continent_code", null);
    }

    private Map<String, Object> company(String id, long now) {
        return FakeJson.object(
                "type",
                "company",
                "company_id",
                "your-" + id,
                "id",
                id,
                "app_id",
                workspaceId,
                "name",
                "Company " + id,
                "created_at",
                now,
                "updated_at",
                now,
                "monthly_spend",
                0L,
                "session_count",
                0L,
                "tags",
                List.of(),
                "segments",
                List.of(),
                "plan",
                FakeJson.object(),
                "custom_attributes",
                FakeJson.object());
    }

    private static Map<String, Object> conversation(String id, long now) {
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

    private static Map<String, Object> admin(String id) {
        return FakeJson.object(
                "type",
                "admin",
                "id",
                id,
                "name",
                "Admin " + id,
                "email",
                "admin" + id + "@example.com",
                "away_mode_enabled",
                false,
                "away_mode_reassign",
                false,
                "has_inbox_seat",
                true,
                "team_ids",
                List.of(),
                "avatar",
                FakeJson.object("image_url", "https://static.example.com/admins/" + id + ".png"),
                "role",
                FakeJson.object("type", "role", "id", "1", "name", "Agent"));
    }

    Map<String, Object> part(String id, long now) {
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
