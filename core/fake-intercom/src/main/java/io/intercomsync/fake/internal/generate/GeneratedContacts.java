package io.intercomsync.fake.internal.generate;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The generated users and leads. Each is made from its index alone. */
public final class GeneratedContacts {

    private static final int SALT = 1_000;

    private final GeneratorSettings sizes;
    private final SeededRandom dice;
    private final GeneratedMemberships membership;

    public GeneratedContacts(GeneratorSettings sizes, SeededRandom dice, GeneratedMemberships membership) {
        this.sizes = sizes;
        this.dice = dice;
        this.membership = membership;
    }

    public long created(int index) {
        return sizes.created(index, sizes.contacts(), dice, SALT);
    }

    public long updated(int index) {
        return sizes.updated(created(index), index, dice, SALT + 1);
    }

    public String role(int index) {
        return membership.isUser(index) ? "user" : "lead";
    }

    String firstName(int index) {
        return dice.pick(SampleValues.FIRST, SALT + 3, index);
    }

    @Nullable
    public String email(int index) {
        return role(index).equals("lead") && dice.percent(40, SALT + 4, index)
                ? null
                : "person" + index + "@example.com";
    }

    @Nullable
    public Long lastSeen(int index) {
        return dice.percent(20, SALT + 5, index)
                ? null
                : (Long) (created(index) + dice.belowLong(updated(index) - created(index) + 1, SALT + 6, index));
    }

    public int socialProfileCount(int index) {
        return dice.percent(85, SALT + 7, index) ? 0 : 1 + dice.below(3, SALT + 8, index);
    }

    /** Returns the whole contact. Its lists of tags, companies and so on are plain. */
    public Map<String, Object> make(int index) {
        Map<String, Object> contact = FakeJson.object(
                "type", "contact", "id", GeneratedIds.of(ObjectType.CONTACTS).id(index));
        contact.put("workspace_id", sizes.workspaceId());
        contact.put("external_id", externalId(index));
        contact.put("role", role(index));
        addIdentity(contact, index);
        addTimes(contact, index);
        addDevice(contact, index);
        contact.put("custom_attributes", customAttributes(index));
        contact.put("tags", membership.contactTags(index, updated(index)));
        contact.put("notes", notes(index));
        contact.put("companies", membership.companiesOf(index));
        contact.put("segments", membership.segmentsOf(index));
        contact.put("opted_out_subscription_types", dice.percent(10, SALT + 9, index) ? List.of("91") : List.of());
        contact.put("opted_in_subscription_types", dice.percent(10, SALT + 10, index) ? List.of("93") : List.of());
        addOrigin(contact, index);
        return contact;
    }

    private @Nullable String externalId(int index) {
        return role(index).equals("lead") ? null : "ext-" + (700_000 + index);
    }

    private void addIdentity(Map<String, Object> contact, int index) {
        String email = email(index);
        boolean named = !role(index).equals("lead") || dice.percent(50, SALT + 11, index);
        contact.put("email", email);
        contact.put("email_domain", email == null ? null : "example.com");
        contact.put("phone", dice.percent(60, SALT + 12, index) ? null : "+1555" + (1_000_000 + index % 9_000_000));
        contact.put("name", named ? firstName(index) + " " + dice.pick(SampleValues.LAST, SALT + 13, index) : null);
        contact.put(
                "avatar",
                dice.percent(70, SALT + 14, index) ? null : "https://static.example.com/avatars/" + index + "/128.png");
        contact.put("owner_id", owner(index));
        contact.put("social_profiles", socialProfiles(index));
        contact.put("has_hard_bounced", dice.percent(2, SALT + 15, index));
        contact.put("marked_email_as_spam", dice.percent(1, SALT + 16, index));
        contact.put("unsubscribed_from_emails", dice.percent(8, SALT + 17, index));
    }

    private @Nullable String owner(int index) {
        return sizes.admins() == 0 || dice.percent(70, SALT + 18, index)
                ? null
                : GeneratedIds.of(ObjectType.ADMINS).id(dice.below(sizes.admins(), SALT + 19, index));
    }

    private List<Object> socialProfiles(int index) {
        List<Object> profiles = new ArrayList<>();
        List<String> names = List.of("Twitter", "LinkedIn", "Facebook");
        for (int at = 0; at < socialProfileCount(index); at++) {
            String name = names.get(at);
            String url = (at == 2 ? "" : "https://") + name.toLowerCase(Locale.ROOT) + ".example.com/p" + index;
            profiles.add(FakeJson.object("type", "social_profile", "name", name, "url", url));
        }
        return profiles;
    }

    private void addTimes(Map<String, Object> contact, int index) {
        Long seen = lastSeen(index);
        contact.put("created_at", created(index));
        contact.put("updated_at", updated(index));
        contact.put("signed_up_at", role(index).equals("lead") ? null : signedUp(index));
        contact.put("last_seen_at", seen);
        contact.put("last_replied_at", seenIf(index, seen, 30, SALT + 20));
        contact.put("last_contacted_at", seenIf(index, seen, 40, SALT + 21));
        contact.put("last_email_opened_at", seenIf(index, seen, 25, SALT + 22));
        contact.put("last_email_clicked_at", seenIf(index, seen, 10, SALT + 23));
    }

    /** Returns when a user signed up: some were known as visitors for days before. */
    private Long signedUp(int index) {
        long asVisitor = dice.percent(20, SALT + 46, index) ? dice.skewed(60, 30 * 86_400L, SALT + 47, index) : 0;
        return Math.min(updated(index), created(index) + asVisitor);
    }

    private @Nullable Long seenIf(int index, @Nullable Long seen, int share, int salt) {
        return seen == null || !dice.percent(share, salt, index) ? null : (Long) (seen - 60);
    }

    private void addDevice(Map<String, Object> contact, int index) {
        boolean browsed = dice.percent(65, SALT + 24, index);
        contact.put("language_override", dice.percent(5, SALT + 25, index) ? "de" : null);
        contact.put("browser", browsed ? dice.pick(List.of("chrome", "firefox", "safari"), SALT + 26, index) : null);
        contact.put("browser_version", browsed ? 100 + dice.below(40, SALT + 27, index) + ".0" : null);
        contact.put("browser_language", browsed ? "en-GB" : null);
        contact.put("os", browsed ? dice.pick(List.of("OS X 10.15.7", "Windows 10", "Linux"), SALT + 28, index) : null);
        SampleValues.Place place =
                dice.percent(30, SALT + 29, index) ? null : dice.pick(SampleValues.PLACES, SALT + 30, index);
        contact.put(
                "location",
                FakeJson.object(
                        "type", "location",
                        "country", place == null ? null : place.country(),
                        "region", place == null ? null : place.region(),
                        "city", place == null ? null : place.city(),
                        "country_code", place == null ? null : place.countryCode(),
                        "continent_code", place == null ? null : place.continentCode()));
        addApp(contact, "android", dice.percent(8, SALT + 31, index), index);
        addApp(contact, "ios", dice.percent(8, SALT + 32, index), index);
    }

    private void addApp(Map<String, Object> contact, String system, boolean used, int index) {
        contact.put(system + "_app_name", used ? "Example" : null);
        contact.put(system + "_app_version", used ? "4.2." + index % 10 : null);
        contact.put(system + "_device", used ? (system.equals("ios") ? "iPhone15,2" : "Pixel 8") : null);
        contact.put(system + "_os_version", used ? "17" : null);
        contact.put(system + "_sdk_version", used ? "15.1.3" : null);
        contact.put(system + "_last_seen_at", used ? updated(index) : null);
    }

    private Map<String, Object> customAttributes(int index) {
        Map<String, Object> values = FakeJson.object("plan", SampleValues.plan(dice, SALT + 33, index));
        values.put("paid_subscriber", dice.percent(35, SALT + 34, index));
        values.put("logins", 1L + dice.below(5_000, SALT + 35, index));
        if (dice.percent(50, SALT + 36, index)) {
            values.put("spend", BigDecimal.valueOf(dice.below(1_000_000, SALT + 37, index), 2));
        }
        values.put(
                "trial_ends_at", dice.percent(40, SALT + 38, index) ? (Object) (created(index) + 14L * 86_400) : null);
        if (dice.percent(5, SALT + 39, index)) {
            values.put("The One Ring", "Lord of the Rings ✓");
            values.put("big_number", 221_397_574_667_000_123L);
        }
        return values;
    }

    private List<Object> notes(int index) {
        List<Object> notes = new ArrayList<>();
        int count = dice.percent(95, SALT + 40, index) ? 0 : 1 + dice.below(13, SALT + 41, index);
        for (int at = 0; at < count && sizes.admins() > 0; at++) {
            notes.add(FakeJson.object(
                    "type",
                    "note",
                    "id",
                    Long.toString(40_000_000L + index * 16L + at),
                    "created_at",
                    created(index) + at,
                    "author",
                    GeneratedIds.of(ObjectType.ADMINS).id(dice.below(sizes.admins(), SALT + 42, index)),
                    "body",
                    "<p>" + dice.pick(SampleValues.SENTENCE, SALT + 43, index) + "</p>"));
        }
        return notes;
    }

    private void addOrigin(Map<String, Object> contact, int index) {
        boolean campaign = dice.percent(15, SALT + 44, index);
        for (String key : List.of("utm_campaign", "utm_content", "utm_medium", "utm_source", "utm_term")) {
            contact.put(key, campaign && !key.equals("utm_term") ? "spring" : null);
        }
        contact.put("referrer", dice.percent(20, SALT + 45, index) ? "https://news.example.com/?q=a&amp;b" : null);
        contact.put("enabled_push_messaging", null);
    }
}
