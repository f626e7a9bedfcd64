package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;

/** Default values of objects that are made by hand. */
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
            case CONVERSATIONS -> ConversationDefaults.conversation(id, now);
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
            default -> FakeJson.object("type", resource.type(), "id", id, "created_at", now, "updated_at", now);
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
}
