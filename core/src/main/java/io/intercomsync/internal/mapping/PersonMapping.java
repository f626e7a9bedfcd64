package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.MemberNames;
import io.intercomsync.model.Avatar;
import io.intercomsync.model.Contact;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.LocationData;
import io.intercomsync.model.User;
import io.intercomsync.model.UserAgentData;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps users and leads: one object in API 2.x, told apart by its role; two in 1.x. */
public final class PersonMapping {
    private static final MemberNames IMAGE_URL = new MemberNames("image_url");
    private static final MemberNames BROWSER = new MemberNames("browser", "browser_version", "browser_language", "os");

    private PersonMapping() {}

    /**
     * Maps a contact of API 2.x, or a user or lead of 1.x, to a user or contact with its social profiles.
     *
     * @throws UnreadableRecordException if the value is no object or has no id
     */
    public static MappedRecord map(@Nullable Object json) {
        return MappedRecord.of(json, "contact", PersonMapping::mapped);
    }

    private static MappedRecord mapped(Fields person, String id) {
        boolean isLead = isLead(person.peek("role"), person.peek("anonymous"), person.peek("type"));
        person.constant("type", "contact", "user", "lead");
        ProfileMapping profiles = ProfileMapping.of(person.objects("social_profiles", Function.identity()), id);
        IntercomRecord mapped = isLead ? lead(person, id) : user(person, id);
        return new MappedRecord(mapped, profiles.profiles(), person.typeMismatches() + profiles.typeMismatches());
    }

    /**
     * Returns whether a person is a lead. A known role decides; else the fields of API 1.x; else the person is a
     * lead, so none is lost.
     */
    static boolean isLead(@Nullable Object role, @Nullable Object anonymous, @Nullable Object type) {
        if ("lead".equals(role) || "user".equals(role)) {
            return "lead".equals(role);
        }
        return anonymous instanceof Boolean sent ? sent : !"user".equals(type);
    }

    private static User user(Fields person, String id) {
        return new User(
                id,
                person.id("external_id", "user_id"),
                anonymous(person, false),
                avatar(person),
                person.references("companies"),
                person.text("email"),
                person.text("phone"),
                person.time("created_at"),
                person.time("remote_created_at"),
                person.time("updated_at"),
                person.time("signed_up_at"),
                lastRequestAt(person),
                person.integer("session_count"),
                person.flag("unsubscribed_from_emails"),
                person.nested(LocationData::new, "location_data", "location"),
                person.text("name"),
                person.references("segments"),
                person.references("tags"),
                person.text("last_seen_ip"),
                userAgentData(person),
                person.attributes("custom_attributes"),
                person.text("role"),
                person.id("owner_id"),
                person.text("email_domain"),
                person.time("last_seen_at"),
                person.time("last_replied_at"),
                person.time("last_contacted_at"),
                person.time("last_email_opened_at"),
                person.time("last_email_clicked_at"),
                person.flag("has_hard_bounced"),
                person.flag("marked_email_as_spam"),
                person.text("language_override"),
                person.text("browser"),
                person.text("browser_version"),
                person.text("browser_language"),
                person.text("os"),
                person.text("android_app_name"),
                person.text("android_app_version"),
                person.text("android_device"),
                person.text("android_os_version"),
                person.text("android_sdk_version"),
                person.time("android_last_seen_at"),
                person.text("ios_app_name"),
                person.text("ios_app_version"),
                person.text("ios_device"),
                person.text("ios_os_version"),
                person.text("ios_sdk_version"),
                person.time("ios_last_seen_at"),
                person.extra());
    }

    private static Contact lead(Fields person, String id) {
        return new Contact(
                id,
                person.time("created_at"),
                person.time("updated_at"),
                person.id("external_id", "user_id"),
                lastRequestAt(person),
                person.text("name"),
                person.text("email"),
                person.text("phone"),
                person.attributes("custom_attributes"),
                person.flag("unsubscribed_from_emails"),
                person.nested(LocationData::new, "location_data", "location"),
                person.text("last_seen_ip"),
                userAgentData(person),
                person.references("companies"),
                avatar(person),
                anonymous(person, true),
                person.time("remote_created_at"),
                person.time("signed_up_at"),
                person.integer("session_count"),
                person.references("segments"),
                person.references("tags"),
                person.text("role"),
                person.id("owner_id"),
                person.text("email_domain"),
                person.time("last_seen_at"),
                person.time("last_replied_at"),
                person.time("last_contacted_at"),
                person.time("last_email_opened_at"),
                person.time("last_email_clicked_at"),
                person.flag("has_hard_bounced"),
                person.flag("marked_email_as_spam"),
                person.text("language_override"),
                person.text("browser"),
                person.text("browser_version"),
                person.text("browser_language"),
                person.text("os"),
                person.text("android_app_name"),
                person.text("android_app_version"),
                person.text("android_device"),
                person.text("android_os_version"),
                person.text("android_sdk_version"),
                person.time("android_last_seen_at"),
                person.text("ios_app_name"),
                person.text("ios_app_version"),
                person.text("ios_device"),
                person.text("ios_os_version"),
                person.text("ios_sdk_version"),
                person.time("ios_last_seen_at"),
                person.extra());
    }

    private static boolean anonymous(Fields person, boolean isLead) {
        Boolean sent = person.flag("anonymous");
        return sent == null ? isLead : sent;
    }

    private static @Nullable Instant lastRequestAt(Fields person) {
        Instant sent = person.time("last_request_at");
        return sent == null ? IntercomTime.read(person.peek("last_seen_at")) : sent;
    }

    /**
     * Reads the avatar. API 2.x sends the URL alone, although its description says an object: both become the object
     * of 1.x.
     */
    static @Nullable Avatar avatar(Fields owner) {
        if (owner.peek("avatar") instanceof String) {
            String url = owner.text("avatar");
            return url == null ? null : new Avatar(new JsonObject(IMAGE_URL, url));
        }
        return owner.filled(Avatar::new, "avatar");
    }

    private static @Nullable UserAgentData userAgentData(Fields person) {
        if (person.peek("user_agent_data") instanceof String) {
            String text = person.text("user_agent_data");
            return text == null ? null : new UserAgentData(text);
        }
        UserAgentData sent = person.nested(UserAgentData::new, "user_agent_data");
        return sent == null ? browser(person) : sent;
    }

    private static @Nullable UserAgentData browser(Fields person) {
        @Nullable Object[] browser = new @Nullable Object[BROWSER.size()];
        boolean isKnown = false;
        for (int i = 0; i < browser.length; i++) {
            browser[i] = person.peek(BROWSER.at(i)) instanceof String text ? text : null;
            isKnown |= browser[i] != null;
        }
        return isKnown ? new UserAgentData(new JsonObject(BROWSER, browser)) : null;
    }
}
