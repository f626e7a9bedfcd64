package io.intercomsync.jdbc.engines.workspace;

import io.intercomsync.collection.IntercomCollection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that Intercom and the tables write differently. */
final class ComparisonRules {
    private ComparisonRules() {}

    static TableComparison of(IntercomCollection collection) {
        TableComparison comparison = new TableComparison(collection);
        return switch (collection) {
            case USERS, CONTACTS ->
                comparison
                        .renamed("user_id", "external_id")
                        .renamed("last_request_at", "last_seen_at")
                        .renamed("location_data", "location")
                        .renamed("location_data_city_name", "location.city")
                        .renamed("location_data_continent_code", "location.continent_code")
                        .renamed("location_data_country_code", "location.country_code")
                        .renamed("location_data_country_name", "location.country")
                        .renamed("location_data_region_name", "location.region")
                        .elsewhere("social_profiles");
            case COMPANIES -> comparison.renamed("plan", "plan.name");
            case CONVERSATIONS ->
                comparison
                        .renamed("linked_objects", "linked_objects.data")
                        .renamed("conversation_rating_value", "conversation_rating.rating")
                        .renamed("sla_applied_name", "sla_applied.sla_name")
                        .renamed("sla_applied_status", "sla_applied.sla_status")
                        .elsewhere("source", "conversation_parts")
                        .apart("company", "company_id");
            default -> comparison;
        };
    }

    /** Returns the object as the tables show it. */
    static Map<String, Object> shown(IntercomCollection collection, Map<String, Object> given) {
        Map<String, Object> object = new HashMap<>(given);
        switch (collection) {
            case USERS, CONTACTS -> person(object);
            case CONVERSATIONS -> conversation(object);
            case CONVERSATION_PARTS -> part(object);
            // The list of admins shows no pictures.
            case ADMINS -> object.remove("avatar");
            default -> {}
        }
        return object;
    }

    private static void person(Map<String, Object> object) {
        // Intercom shows ten of them, and they have no column for which the others would be asked.
        object.computeIfPresent(
                "notes", (name, notes) -> ((List<?>) notes).stream().limit(10).toList());
        object.put("anonymous", "lead".equals(object.get("role")));
        object.computeIfPresent("avatar", (name, url) -> Map.of("image_url", url));
        object.put(
                "user_agent_data",
                Stream.of("browser", "browser_language", "browser_version", "os")
                        .filter(name -> object.get(name) != null)
                        .collect(Collectors.toMap(name -> name, object::get)));
    }

    private static void conversation(Map<String, Object> object) {
        Object admin = object.get("admin_assignee_id");
        Object team = object.get("team_assignee_id");
        Object id = admin != null ? admin : team;
        Map<String, Object> assignee = new HashMap<>();
        assignee.put("type", admin != null ? "admin" : team != null ? "team" : "nobody_admin");
        assignee.put("id", id == null ? null : id.toString());
        object.put("assignee", assignee);
        object.put("message", object.get("source"));
        if (object.get("contacts") instanceof List<?> people && !people.isEmpty()) {
            object.put("user", people.get(0));
        }
        int parts = ((List<?>) object.get("conversation_parts")).size();
        if (object.get("statistics") instanceof Map<?, ?> told) {
            Map<Object, Object> statistics = new HashMap<>(told);
            statistics.put("count_conversation_parts", parts + 1); // the source counts
            object.put("statistics", statistics);
        }
        object.put("total_count", parts);
        object.put("parts_truncated", parts > 500);
    }

    private static void part(Map<String, Object> object) {
        if (object.get("assigned_to") instanceof Map<?, ?> whom) {
            object.put("assigned_to", whom.get("id"));
            object.put("assigned_to_type", whom.get("type"));
        }
    }
}
