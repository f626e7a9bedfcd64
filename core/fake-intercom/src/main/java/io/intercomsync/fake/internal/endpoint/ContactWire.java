package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a contact in an answer. Its lists have at most ten references each; segments are left out. */
final class ContactWire {

    private static final int EMBEDDED = 10;

    private final Workspace workspace;

    ContactWire(Workspace workspace) {
        this.workspace = workspace;
    }

    Map<String, Object> of(Map<String, Object> contact, ServedVersion version) {
        Map<String, Object> sent = FakeJson.object();
        String url = "/contacts/" + contact.get("id");
        contact.forEach((key, value) -> {
            if (!(value instanceof List<?> items)) {
                sent.put(key, key.equals("owner_id") ? owner(value, version) : value);
            } else if (!key.equals("segments")) {
                sent.put(key, list(key, items, url));
            }
        });
        return sent;
    }

    private static @Nullable Object owner(@Nullable Object id, ServedVersion version) {
        boolean asNumber = !version.isAtLeast(16) && id instanceof String text && text.matches("\\d{1,18}");
        return asNumber ? Long.valueOf(String.valueOf(id)) : id;
    }

    private Object list(String key, List<?> items, String url) {
        return switch (key) {
            case "tags" -> references("tag", workspace.ids(items, ObjectType.TAGS), "/tags/", url + "/tags");
            case "companies" ->
                references("company", workspace.ids(items, ObjectType.COMPANIES), "/companies/", url + "/companies");
            case "notes" -> references("note", ids(items), "/notes/", url + "/notes");
            case "opted_out_subscription_types", "opted_in_subscription_types" ->
                references("subscription", ids(items), "/subscriptions/", url + "/subscriptions");
            case "social_profiles" -> FakeJson.object("type", "list", "data", items);
            default -> items;
        };
    }

    private static List<String> ids(List<?> items) {
        return items.stream()
                .map(item -> String.valueOf(item instanceof Map<?, ?> map ? map.get("id") : item))
                .toList();
    }

    private static Map<String, Object> references(String type, List<String> ids, String itemUrl, String listUrl) {
        List<Object> data = new ArrayList<>();
        for (String id : ids.subList(0, Math.min(EMBEDDED, ids.size()))) {
            data.add(FakeJson.object("type", type, "id", id, "url", itemUrl + id));
        }
        return FakeJson.object(
                "type",
                "list",
                "data",
                data,
                "url",
                listUrl,
                "total_count",
                ids.size(),
                "has_more",
                ids.size() > EMBEDDED);
    }
}
