package io.intercomsync.jdbc.engines.workspace;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares all tables with what a workspace holds. */
public final class WorkspaceComparison {
    private WorkspaceComparison() {}

    public static void assertSame(FakeIntercom fake, StoredTables stored) {
        assertSame(fake, stored::live);
    }

    /**
     * Compares all rows with what a workspace holds.
     *
     * @param live returns the rows that are stored of a collection
     */
    public static void assertSame(FakeIntercom fake, Function<IntercomCollection, List<Row>> live) {
        assertSame(WorkspaceSnapshot.of(fake), live);
    }

    /** Compares all rows with what a workspace held at the time of the snapshot. */
    public static void assertSame(WorkspaceSnapshot workspace, Function<IntercomCollection, List<Row>> live) {
        assertThat(Stream.of(IntercomCollection.values())
                        .filter(collection -> collection != SOCIAL_PROFILES)
                        .flatMap(collection -> ComparisonRules.of(collection)
                                .differences(
                                        live.apply(collection),
                                        objects(workspace, collection)
                                                .map(object -> ComparisonRules.shown(collection, object)))
                                .stream()))
                .isEmpty();
        assertThat(live.apply(SOCIAL_PROFILES))
                .extracting(profile -> profile.value("person_id") + " " + profile.value("name") + " "
                        + profile.value("url") + " " + profile.value("username") + " " + profile.value("extra"))
                .containsExactlyInAnyOrderElementsOf(profiles(workspace));
    }

    /**
     * Compares the company of each conversation with the first one of its first contact, as answers show it. It is that of the
     * time when the conversation was read: a company that changes does not change its conversations.
     */
    static void assertSameCompanies(FakeIntercom fake, StoredTables stored) {
        Map<Object, Map<String, Object>> companies = byId(fake.truth().companies());
        companies.replaceAll((id, company) -> shown(fake, company));
        Map<Object, Map<String, Object>> contacts = byId(fake.truth().contacts());
        Map<Object, Map<String, Object>> conversations = byId(fake.truth().conversations());
        assertThat(stored.live(CONVERSATIONS)).isNotEmpty().allSatisfy(row -> {
            Map<String, Object> company = Stream.of(conversations.get(row.value("id")))
                    .flatMap(conversation ->
                            list(conversation, "contacts").stream().limit(1))
                    .flatMap(contact -> list(contacts.getOrDefault(contact.get("id"), Map.of()), "companies").stream()
                            .limit(1))
                    .map(first -> companies.get(first.get("id")))
                    .findFirst()
                    .orElse(null);
            assertThat(SameValue.value(row.value("company"), true, company))
                    .as(row + ": " + row.value("company") + ", but Intercom has " + company)
                    .isTrue();
            assertThat(row.value("company_id")).isEqualTo(company == null ? null : company.get("id"));
        });
    }

    private static Map<String, Object> shown(FakeIntercom fake, Map<String, Object> company) {
        List<Map<String, Object>> segments = list(company, "segments").stream()
                .map(segment -> fake.truth()
                        .find(ObjectType.SEGMENTS, String.valueOf(segment.get("id")))
                        .orElseThrow())
                .toList();
        Map<String, Object> shown = new HashMap<>(company);
        shown.put("tags", Map.of("type", "tag.list", "tags", list(company, "tags")));
        shown.put("segments", Map.of("type", "segment.list", "segments", segments));
        shown.put("notes", Map.of("type", "note.list", "notes", List.of()));
        return shown;
    }

    private static List<String> profiles(WorkspaceSnapshot workspace) {
        return workspace.contacts().stream()
                .flatMap(contact -> list(contact, "social_profiles").stream()
                        .map(profile -> contact.get("id") + " " + profile.get("name") + " " + profile.get("url")
                                + " null {}")) // API 2.x tells no more
                .toList();
    }

    private static Stream<Map<String, Object>> objects(WorkspaceSnapshot workspace, IntercomCollection collection) {
        return switch (collection) {
            case USERS ->
                workspace.contacts().stream().filter(c -> c.get("role").equals("user"));
            case CONTACTS ->
                workspace.contacts().stream().filter(c -> c.get("role").equals("lead"));
            case COMPANIES ->
                workspace.companies().stream()
                        .filter(c -> !Long.valueOf(0).equals(((Number) c.get("user_count")).longValue()));
            case SEGMENTS -> workspace.segments().stream();
            case TAGS -> workspace.tags().stream();
            case CONVERSATIONS -> workspace.conversations().stream();
            case ADMINS -> workspace.admins().stream();
            case CONVERSATION_PARTS -> workspace.conversations().stream().flatMap(WorkspaceComparison::newestParts);
            case SOCIAL_PROFILES -> Stream.of();
        };
    }

    private static Map<Object, Map<String, Object>> byId(Stream<Map<String, Object>> objects) {
        return objects.collect(Collectors.toMap(object -> object.get("id"), object -> object));
    }

    private static Stream<Map<String, Object>> newestParts(Map<String, Object> conversation) {
        List<Map<String, Object>> parts = list(conversation, "conversation_parts");
        return parts.stream()
                .skip(Math.max(0, parts.size() - 500))
                .peek(part -> part.put("conversation_id", conversation.get("id")));
    }

    @SuppressWarnings("unchecked") // JSON
    private static List<Map<String, Object>> list(Map<String, Object> object, String name) {
        return (List<Map<String, Object>>) object.getOrDefault(name, List.of());
    }
}
