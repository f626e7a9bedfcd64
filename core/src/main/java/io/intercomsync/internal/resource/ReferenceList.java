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
    private static final MemberNames REFERENCE_WITH_NAME = new MemberNames("type", "id", "name");
    private static final MemberNames REFERENCE_WITH_URL = new MemberNames("type", "id", "url");

    private ReferenceList() {}

    static boolean isCut(@Nullable Object list) {
        return list instanceof Map<?, ?> object
                && (Boolean.TRUE.equals(object.get("has_more"))
                        || (object.get("total_count") instanceof Long total
                                && total > references(object).size()));
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

    /** Returns references of the form in which Intercom sends the companies of a contact. */
    static List<Map<String, @Nullable Object>> ofCompanies(List<Map<String, @Nullable Object>> companies) {
        return sorted(companies.stream()
                .map(company -> String.valueOf(company.get("id")))
                .<Map<String, @Nullable Object>>map(
                        id -> new JsonObject(REFERENCE_WITH_URL, "company", id, "/companies/" + id))
                .toList());
    }

    /** Returns references to segments by id and name; by id alone if Intercom sends no name. */
    static List<Map<String, @Nullable Object>> ofSegments(List<Map<String, @Nullable Object>> segments) {
        return sorted(segments.stream().map(ReferenceList::ofSegment).toList());
    }

    private static Map<String, @Nullable Object> ofSegment(Map<String, @Nullable Object> segment) {
        String id = String.valueOf(segment.get("id"));
        return segment.get("name") instanceof String name
                ? new JsonObject(REFERENCE_WITH_NAME, "segment", id, name)
                : new JsonObject(REFERENCE, "segment", id);
    }

    /** Returns the references in the order of their ids, so another order in Intercom's list is no change. */
    public static List<Map<String, @Nullable Object>> sorted(List<Map<String, @Nullable Object>> references) {
        if (references.size() < 2) {
            return references;
        }
        List<Map<String, @Nullable Object>> sorted = new ArrayList<>(references);
        sorted.sort((one, other) -> String.valueOf(one.get("id")).compareTo(String.valueOf(other.get("id"))));
        return sorted;
    }
}
