package io.intercomsync.jdbc.engines;

import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares all tables with what a workspace holds. */
final class Workspaces {
    private Workspaces() {}

    static void assertSame(FakeIntercom fake, StoredRows stored) {
        assertThat(Stream.of(IntercomCollection.values())
                        .filter(collection -> collection != SOCIAL_PROFILES)
                        .flatMap(collection -> Comparisons.of(collection)
                                .differences(
                                        stored.live(collection),
                                        objects(fake, collection).map(object -> Comparisons.shown(collection, object)))
                                .stream()))
                .isEmpty();
        assertThat(stored.live(SOCIAL_PROFILES))
                .extracting(profile -> profile.value("person_id") + " " + profile.value("name") + " "
                        + profile.value("url") + " " + profile.value("username") + " " + profile.value("extra"))
                .containsExactlyInAnyOrderElementsOf(profiles(fake));
    }

    private static List<String> profiles(FakeIntercom fake) {
        return fake.truth()
                .contacts()
                .flatMap(contact -> list(contact, "social_profiles").stream()
                        .map(profile -> contact.get("id") + " " + profile.get("name") + " " + profile.get("url")
                                + " null {}")) // API 2.x tells no more
                .toList();
    }

    private static Stream<Map<String, Object>> objects(FakeIntercom fake, IntercomCollection collection) {
        return switch (collection) {
            case USERS -> fake.truth().contacts().filter(c -> c.get("role").equals("user"));
            case CONTACTS -> fake.truth().contacts().filter(c -> c.get("role").equals("lead"));
            case COMPANIES ->
                fake.truth()
                        .companies()
                        .filter(c -> !Long.valueOf(0).equals(((Number) c.get("user_count")).longValue()));
            case SEGMENTS -> fake.truth().segments();
            case TAGS -> fake.truth().tags();
            case CONVERSATIONS -> fake.truth().conversations();
            case ADMINS -> Stream.concat(fake.truth().admins(), fake.truth().teams());
            case CONVERSATION_PARTS -> fake.truth().conversations().flatMap(Workspaces::newestParts);
            case SOCIAL_PROFILES -> Stream.of();
        };
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
