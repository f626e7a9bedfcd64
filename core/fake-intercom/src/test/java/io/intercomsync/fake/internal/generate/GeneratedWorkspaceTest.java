package io.intercomsync.fake.internal.generate;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.Truth;
import io.intercomsync.fake.data.ObjectCounts;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeneratedWorkspaceTest {

    private final FakeIntercom intercom = FakeIntercom.builder()
            .contacts(700)
            .companies(230)
            .conversations(300)
            .longConversations(1)
            .start();
    private final TestClient client = new TestClient(intercom);

    @AfterEach
    void stop() {
        intercom.close();
    }

    @Test
    void is_the_same_for_the_same_seed_and_another_for_another() {
        List<Map<String, Object>> contacts = intercom.truth().contacts().toList();

        assertThat(contactsOf(1)).isEqualTo(contacts);
        assertThat(contactsOf(2)).isNotEqualTo(contacts);
    }

    private static List<Map<String, Object>> contactsOf(long seed) {
        try (FakeIntercom other = FakeIntercom.builder()
                .seed(seed)
                .contacts(700)
                .companies(230)
                .conversations(300)
                .start()) {
            return other.truth().contacts().toList();
        }
    }

    @Test
    void lists_and_searches_each_contact_once() {
        Set<String> held = new TreeSet<>(ids(intercom.truth().contacts().toList()));

        List<String> listed = ids(client.listAll("/contacts", "data", 150));
        List<String> found = ids(client.searchAll(
                "/contacts/search",
                "data",
                filter("updated_at", ">", 0),
                FakeJson.object("field", "updated_at", "order", "ascending"),
                150));

        assertThat(listed).hasSize(700).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed)).isEqualTo(held);
        assertThat(found).hasSize(700).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(found)).isEqualTo(held);
    }

    @Test
    void sorts_by_the_full_second() {
        List<Object> found = client.searchAll(
                "/contacts/search",
                "data",
                filter("role", "=", "user"),
                FakeJson.object("field", "updated_at", "order", "ascending"),
                50);

        assertThat(found)
                .extracting(contact -> (Long) at(contact, "updated_at"))
                .isSorted();
        assertThat(found).extracting(contact -> at(contact, "role")).containsOnly("user");
    }

    @Test
    void tells_the_members_of_a_segment_alike_from_all_sides() {
        Map<String, Set<String>> members = new TreeMap<>();
        intercom.truth()
                .contacts()
                .forEach(contact -> ids(contact.get("segments"))
                        .forEach(id -> members.computeIfAbsent(id, none -> new HashSet<>())
                                .add(contact.get("id").toString())));

        assertThat(members).hasSize(12);
        members.forEach((segment, contacts) -> assertThat(new HashSet<>(ids(
                        client.searchAll("/contacts/search", "data", filter("segment_id", "=", segment), null, 150))))
                .isEqualTo(contacts));
        assertThat((List<?>) client.json("/segments?include_count=true").get("segments"))
                .allSatisfy(segment -> assertThat(at(segment, "count"))
                        .isEqualTo((long) members.get(at(segment, "id")).size()));
    }

    @Test
    void tells_the_people_of_a_company_alike_from_both_sides() {
        Map<String, Set<String>> people = new TreeMap<>();
        intercom.truth()
                .contacts()
                .forEach(contact -> ids(contact.get("companies"))
                        .forEach(id -> people.computeIfAbsent(id, none -> new HashSet<>())
                                .add(contact.get("id").toString())));

        assertThat(people).hasSize(230);
        people.forEach((company, contacts) -> {
            assertThat(new HashSet<>(ids(client.listAll("/companies/" + company + "/contacts", "data", 50))))
                    .isEqualTo(contacts);
            assertThat(client.json("/companies/" + company)).containsEntry("user_count", (long) contacts.size());
        });
    }

    @Test
    void has_lists_beyond_ten_which_are_cut_where_they_are_embedded() {
        Map<String, Object> social = intercom.truth()
                .contacts()
                .filter(contact -> ((List<?>) contact.get("companies")).size() > 10)
                .findFirst()
                .orElseThrow();
        Map<String, Object> tagged = intercom.truth()
                .contacts()
                .filter(contact -> ((List<?>) contact.get("tags")).size() > 10)
                .findFirst()
                .orElseThrow();

        Map<String, Object> sentSocial = client.json("/contacts/" + social.get("id"));
        Map<String, Object> sentTagged = client.json("/contacts/" + tagged.get("id"));

        assertThat((List<?>) at(sentSocial, "companies", "data")).hasSize(10);
        assertThat(at(sentSocial, "companies", "has_more")).isEqualTo(true);
        assertThat(at(sentSocial, "companies", "total_count"))
                .isEqualTo((long) ids(social.get("companies")).size());
        assertThat(ids(client.json(at(sentSocial, "companies", "url").toString())
                        .get("data")))
                .isEqualTo(ids(social.get("companies")));
        assertThat((List<?>) at(sentTagged, "tags", "data"))
                .hasSize(10)
                .allSatisfy(tag -> assertThat(FakeJson.asObject(tag)).doesNotContainKey("name"));
        assertThat(client.json(at(sentTagged, "tags", "url").toString()).get("data"))
                .isEqualTo(tagged.get("tags"));
    }

    @Test
    void counts_what_it_holds() {
        Truth truth = intercom.truth();
        ObjectCounts counts = truth.counts();

        assertThat(counts.users() + counts.leads()).isEqualTo(700);
        assertThat(counts.users())
                .isEqualTo(truth.contacts()
                        .filter(contact -> contact.get("role").equals("user"))
                        .count());
        assertThat(counts.socialProfiles())
                .isEqualTo(truth.contacts()
                        .mapToLong(
                                contact -> ids(contact.get("social_profiles")).size())
                        .sum());
        assertThat(counts.parts())
                .isEqualTo(truth.conversations()
                        .mapToLong(conversation ->
                                ids(conversation.get("conversation_parts")).size())
                        .sum());
        assertThat(counts.visibleCompanies()).isEqualTo(counts.companies()).isEqualTo(230);
    }

    @Test
    void shows_the_newest_500_parts_of_a_conversation() {
        Map<String, Object> held = intercom.truth().conversations().findFirst().orElseThrow();
        List<String> parts = ids(held.get("conversation_parts"));

        Map<String, Object> sent = client.json("/conversations/" + held.get("id"));

        assertThat(parts).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        assertThat(ids(at(sent, "conversation_parts", "conversation_parts")))
                .isEqualTo(parts.subList(parts.size() - 500, parts.size()));
        assertThat(at(sent, "conversation_parts", "total_count")).isEqualTo((long) parts.size());
    }

    @Test
    void counts_the_source_among_the_parts_in_statistics_only() {
        List<Object> found =
                client.searchAll("/conversations/search", "conversations", filter("updated_at", ">", 0), null, 150);

        assertThat(found).hasSize(300).allSatisfy(conversation -> {
            assertThat(FakeJson.asObject(conversation)).doesNotContainKey("conversation_parts");
            Object statistics = at(conversation, "statistics");
            if (statistics != null) {
                Object whole = client.json("/conversations/" + at(conversation, "id"));
                assertThat(at(statistics, "count_conversation_parts"))
                        .isEqualTo((Long) at(whole, "conversation_parts", "total_count") + 1);
            }
        });
    }

    @Test
    void makes_a_million_contacts_only_when_asked() {
        try (FakeIntercom large = FakeIntercom.builder()
                .contacts(1_000_000)
                .companies(50_000)
                .conversations(200_000)
                .start()) {
            TestClient asking = new TestClient(large);
            Map<String, Object> first = asking.search(
                    "/contacts/search",
                    FakeJson.object(
                            "query", filter("created_at", ">", 0),
                            "sort", FakeJson.object("field", "created_at", "order", "ascending"),
                            "pagination", FakeJson.object("per_page", 150)));

            assertThat(first).containsEntry("total_count", 1_000_000L);
            assertThat(asking.json("/contacts/" + ids(first.get("data")).get(149)))
                    .isEqualTo(at(first, "data", 149));
        }
    }
}
