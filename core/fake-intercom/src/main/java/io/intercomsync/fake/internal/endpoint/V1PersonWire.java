package io.intercomsync.fake.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The form of a user or lead in API 1.x. Values that only 1.x has are those of the test, or else made from the id. */
public final class V1PersonWire {

    private static final List<String> SAME = List.of(
            "email",
            "phone",
            "name",
            "created_at",
            "updated_at",
            "signed_up_at",
            "unsubscribed_from_emails",
            "has_hard_bounced",
            "marked_email_as_spam",
            "owner_id",
            "referrer",
            "utm_campaign",
            "utm_content",
            "utm_medium",
            "utm_source",
            "utm_term",
            "custom_attributes");

    private final Workspace workspace;

    public V1PersonWire(Workspace workspace) {
        this.workspace = workspace;
    }

    Map<String, Object> of(Map<String, Object> contact) {
        boolean isLead = "lead".equals(contact.get("role"));
        String id = String.valueOf(contact.get("id"));
        Map<String, Object> sent = FakeJson.object("type", isLead ? "contact" : "user", "id", id);
        Object external = contact.get("external_id");
        sent.put("user_id", external == null && isLead ? uuid(id) : external);
        sent.put("anonymous", isLead);
        SAME.forEach(key -> sent.put(key, contact.get(key)));
        sent.put("app_id", workspace.sizes.workspaceId());
        sent.put("last_request_at", contact.get("last_seen_at"));
        Object avatar = contact.get("avatar");
        sent.put("avatar", avatar instanceof Map ? avatar : FakeJson.object("type", "avatar", "image_url", avatar));
        sent.put("location_data", location(contact.get("location")));
        sent.put("companies", list("company", contact.get("companies"), this::company));
        sent.put("segments", list("segment", contact.get("segments"), segment -> reference("segment", segment)));
        sent.put("tags", list("tag", contact.get("tags"), this::tag));
        sent.putAll(own(contact));
        return sent;
    }

    /** Returns the values of a contact that only 1.x has. */
    public Map<String, Object> own(Map<String, Object> contact) {
        boolean isLead = "lead".equals(contact.get("role"));
        String id = String.valueOf(contact.get("id"));
        int die = Math.floorMod(id.hashCode(), 1 << 16);
        Map<String, Object> own = FakeJson.object(
                "pseudonym",
                isLead ? "Lime Camel " + die : null,
                "remote_created_at",
                contact.get("signed_up_at"),
                "session_count",
                (long) die % 500,
                "last_seen_ip",
                contact.get("last_seen_at") == null ? null : "10.0." + die / 256 + "." + die % 256,
                "user_agent_data",
                contact.get("browser") == null ? null : "Mozilla/5.0 (" + contact.get("os") + ")",
                "social_profiles",
                list("social_profile", contact.get("social_profiles"), V1PersonWire::profile));
        own.replaceAll(
                (key, value) -> contact.containsKey(key) && !key.equals("social_profiles") ? contact.get(key) : value);
        return own;
    }

    private static String uuid(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString();
    }

    private static Object location(@Nullable Object location) {
        Map<String, Object> data = FakeJson.object("type", "location_data");
        for (String key : List.of("city", "country", "region")) {
            data.put(key + "_name", FakeJson.get(location, key));
        }
        data.put("continent_code", FakeJson.get(location, "continent_code"));
        data.put("country_code", FakeJson.get(location, "country_code"));
        boolean isKnown = FakeJson.get(location, "city") != null;
        data.put("latitude", isKnown ? new BigDecimal("53.159233") : null);
        data.put("longitude", isKnown ? new BigDecimal("-6.723") : null);
        data.put("postal_code", null);
        data.put("timezone", isKnown ? "Europe/Dublin" : null);
        return data;
    }

    private static Object list(String type, @Nullable Object items, Function<Object, @Nullable Object> form) {
        List<Object> sent = new ArrayList<>();
        for (Object item : items instanceof List<?> list ? list : List.of()) {
            Object formed = form.apply(item);
            if (formed != null) {
                sent.add(formed);
            }
        }
        String key = type.equals("company") ? "companies" : type + "s";
        return FakeJson.object("type", type + ".list", key, sent);
    }

    private @Nullable Object reference(String type, Object id) {
        ObjectType resource = type.equals("company") ? ObjectType.COMPANIES : ObjectType.SEGMENTS;
        return workspace.exists(resource, String.valueOf(id)) ? FakeJson.object("type", type, "id", id) : null;
    }

    private @Nullable Object company(Object id) {
        Map<String, Object> company = workspace.table(ObjectType.COMPANIES).find(String.valueOf(id));
        return company == null
                ? reference("company", id)
                : FakeJson.object(
                        "type",
                        "company",
                        "id",
                        id,
                        "company_id",
                        company.get("company_id"),
                        "name",
                        company.get("name"));
    }

    private @Nullable Object tag(Object applied) {
        Object id = FakeJson.get(applied, "id");
        Map<String, Object> tag = workspace.table(ObjectType.TAGS).find(String.valueOf(id));
        return tag == null ? null : FakeJson.object("type", "tag", "id", id, "name", tag.get("name"));
    }

    private static Object profile(Object profile) {
        Object url = FakeJson.get(profile, "url");
        String text = String.valueOf(url);
        return FakeJson.object(
                "name",
                FakeJson.get(profile, "name"),
                "id",
                url == null ? null : Integer.toHexString(text.hashCode()),
                "username",
                url == null ? null : text.substring(text.lastIndexOf('/') + 1),
                "url",
                url);
    }
}
