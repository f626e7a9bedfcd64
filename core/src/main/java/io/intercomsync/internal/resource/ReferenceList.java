package io.intercomsync.internal.resource;

import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.MemberNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the lists of references inside a contact. */
public final class ReferenceList {
    private static final MemberNames REFERENCE = new MemberNames("type", "id");
    private static final MemberNames REFERENCE_WITH_URL = new MemberNames("type", "id", "url");

    private ReferenceList() {}

    static boolean isCut(@Nullable Object list) {
        return list instanceof Map<?, ?> object
                && (Boolean.TRUE.equals(object.get("has_more"))
                        || (object.get("total_count") instanceof Long total && total > countedReferences(object)));
    }

    private static int countedReferences(Map<?, ?> list) {
        int count = 0;
        if (list.get("data") instanceof List<?> data) {
            for (Object item : data) {
                count += item instanceof Map<?, ?> ? 1 : 0;
            }
        }
        return count;
    }

    static List<Map<String, @Nullable Object>> references(Map<?, ?> list) {
        if (!(list.get("data") instanceof List<?> data) || data.isEmpty()) {
            return List.of();
        }
        List<Map<String, @Nullable Object>> references = new ArrayList<>(data.size());
        for (Object item : data) {
            if (item instanceof Map<?, ?> reference) {
                references.add(JsonObject.cast(reference));
            }
        }
        return references;
    }

    static List<Map<String, @Nullable Object>> asReferences(
            List<Map<String, @Nullable Object>> objects, String type, @Nullable String path) {
        return sorted(objects.stream()
                .map(object -> reference(type, String.valueOf(object.get("id")), path))
                .toList());
    }

    static Map<String, @Nullable Object> reference(String type, String id, @Nullable String path) {
        return path == null
                ? new JsonObject(REFERENCE, type, id)
                : new JsonObject(REFERENCE_WITH_URL, type, id, path + id);
    }

    /** In the order of their ids, so that a list that Intercom sends in another order is no change. */
    public static List<Map<String, @Nullable Object>> sorted(List<Map<String, @Nullable Object>> references) {
        if (references.size() < 2) {
            return references;
        }
        List<Map<String, @Nullable Object>> sorted = new ArrayList<>(references);
        sorted.sort((one, other) -> String.valueOf(one.get("id")).compareTo(String.valueOf(other.get("id"))));
        return sorted;
    }
}
