package io.intercomsync.fake.internal.endpoint;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** API 1.x: its own paths, keys and spellings. */
class V1Test {

    private static TestClient client(FakeIntercom intercom) {
        return new TestClient(intercom, "1.4");
    }

    private static List<String> allPages(TestClient client, FakeIntercom intercom, String path, String key) {
        List<String> ids = new ArrayList<>();
        Object next = intercom.url() + path;
        while (next != null) {
            Map<String, Object> page =
                    client.json(next.toString().substring(intercom.url().length()));
            ids.addAll(ids(page.get(key)));
            next = at(page, "pages", "next");
        }
        return ids;
    }

    private static List<String> scrolled(TestClient client, String path, String key) {
        List<String> ids = new ArrayList<>();
        Map<String, Object> page = client.json(path);
        while (!((List<?>) page.get(key)).isEmpty()) {
            ids.addAll(ids(page.get(key)));
            page = client.json(path + "?scroll_param=" + page.get("scroll_param"));
        }
        return ids;
    }

    @Test
    void lists_users_and_leads_by_page_and_by_scroll() {
        try (FakeIntercom intercom = FakeIntercom.builder()
                .contacts(450)
                .companies(130)
                .unthrottled()
                .start()) {
            TestClient client = client(intercom);
            List<String> users = ids(intercom.truth()
                    .contacts()
                    .filter(each -> "user".equals(each.get("role")))
                    .toList());
            List<String> leads = ids(intercom.truth()
                    .contacts()
                    .filter(each -> "lead".equals(each.get("role")))
                    .toList());

            assertThat(allPages(client, intercom, "/users?per_page=60", "users"))
                    .containsExactlyInAnyOrderElementsOf(users);
            assertThat(allPages(client, intercom, "/contacts?order=asc", "contacts"))
                    .containsExactlyInAnyOrderElementsOf(leads);
            assertThat(scrolled(client, "/users/scroll", "users")).containsExactlyInAnyOrderElementsOf(users);
            assertThat(scrolled(client, "/contacts/scroll", "contacts")).containsExactlyInAnyOrderElementsOf(leads);
            assertThat(scrolled(client, "/companies/scroll", "companies")).hasSize(130);
            assertThat(client.json("/users")).containsEntry("type", "user.list").containsEntry("total_count", (long)
                    users.size());
            assertThat(client.json("/companies")).containsEntry("type", "company.list");
            assertThat(code(client.get("/users?per_page=61"))).isEqualTo("parameter_invalid");
        }
    }

    @Test
    void spells_a_user_in_its_own_way() {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            intercom.tag("t1", "VIP")
                    .segment("s1", Map.of("name", "Active"))
                    .company("c1", Map.of("name", "Acme", "company_id", "a-1"));
            intercom.contact(
                    "u1",
                    Map.of(
                            "external_id",
                            "25",
                            "session_count",
                            7L,
                            "last_seen_ip",
                            "1.2.3.4",
                            "last_seen_at",
                            1_397_574_667,
                            "avatar",
                            "https://example.com/128.png",
                            "location",
                            Map.of("city", "Dublin", "country", "Ireland"),
                            "tags",
                            List.of("t1"),
                            "segments",
                            List.of("s1"),
                            "companies",
                            List.of("c1"),
                            "social_profiles",
                            List.of(Map.of("name", "Twitter", "url", "http://twitter.com/th1sland"))));

            Map<String, Object> user = client(intercom).json("/users/u1");

            assertThat(user)
                    .containsEntry("type", "user")
                    .containsEntry("user_id", "25")
                    .containsEntry("anonymous", false)
                    .containsEntry("session_count", 7L)
                    .containsEntry("last_seen_ip", "1.2.3.4")
                    .containsEntry("last_request_at", 1_397_574_667L)
                    .containsEntry("remote_created_at", user.get("signed_up_at"))
                    .containsKeys("user_agent_data", "pseudonym", "app_id", "custom_attributes");
            assertThat(at(user, "avatar", "image_url")).isEqualTo("https://example.com/128.png");
            assertThat(at(user, "location_data", "city_name")).isEqualTo("Dublin");
            assertThat(at(user, "location_data", "country_name")).isEqualTo("Ireland");
            assertThat(at(user, "tags", "tags", 0, "name")).isEqualTo("VIP");
            assertThat(at(user, "segments", "segments", 0, "id")).isEqualTo("s1");
            assertThat(at(user, "companies", "companies", 0, "company_id")).isEqualTo("a-1");
            assertThat(at(user, "social_profiles", "social_profiles", 0, "username"))
                    .isEqualTo("th1sland");
            assertThat(intercom.truth()
                            .onlyInVersion1(
                                    intercom.truth().contacts().findFirst().orElseThrow()))
                    .allSatisfy((key, value) -> assertThat(user).containsEntry(key, value));
        }
    }

    @Test
    void a_lead_is_a_contact_without_a_name_of_its_own() {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            intercom.contact("l1", Map.of("role", "lead"));

            Map<String, Object> lead = client(intercom).json("/contacts/l1");

            assertThat(lead).containsEntry("type", "contact").containsEntry("anonymous", true);
            assertThat(lead.get("pseudonym")).asString().startsWith("Lime Camel");
            assertThat(lead.get("user_id")).asString().hasSize(36);
            assertThat(client(intercom).get("/users/l1").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void spells_a_conversation_in_its_own_way() {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            intercom.contact("l1", Map.of("role", "lead"))
                    .conversation("c1", Map.of("contacts", List.of("l1"), "team_assignee_id", 12))
                    .conversation("c2", Map.of("source", Map.of("id", "9", "type", "email", "body", "Hi")));
            intercom.addPart("c1", Map.of("body", "Hello"));
            TestClient client = client(intercom);

            Map<String, Object> whole = client.json("/conversations/c1");
            Map<String, Object> list = client.json("/conversations?order=asc&sort=created_at");

            assertThat(at(whole, "user")).isEqualTo(Map.of("type", "lead", "id", "l1"));
            assertThat(at(whole, "assignee")).isEqualTo(Map.of("type", "team", "id", "12"));
            assertThat(at(whole, "conversation_parts", "conversation_parts", 0, "body"))
                    .isEqualTo("Hello");
            assertThat(at(whole, "conversation_parts", "total_count")).isEqualTo(1L);
            assertThat(list).containsEntry("type", "conversation.list");
            assertThat(at(list, "conversations", 1, "conversation_message", "body"))
                    .isEqualTo("Hi");
            assertThat(at(list, "conversations", 1, "conversation_message", "type"))
                    .isEqualTo("conversation_message");
            assertThat(at(list, "conversations", 1, "assignee", "type")).isEqualTo("nobody_admin");
            assertThat(FakeJson.asObject(at(list, "conversations", 0))).doesNotContainKey("conversation_parts");
        }
    }

    @Test // F13
    void has_teams_among_the_admins_and_nothing_that_came_later() {
        try (FakeIntercom intercom =
                FakeIntercom.builder().contacts(3).admins(2).teams(1).start()) {
            TestClient client = client(intercom);

            Map<String, Object> admins = client.json("/admins");

            assertThat((List<?>) admins.get("admins")).hasSize(3);
            assertThat(at(admins, "admins", 2, "type")).isEqualTo("team");
            assertThat(at(admins, "admins", 2, "email")).asString().endsWith("@teams.intercom.io");
            assertThat(client.json("/tags")).containsEntry("type", "tag.list").containsKey("tags");
            assertThat(client.json("/segments")).containsKey("segments");
            for (String path : List.of("/contacts/search", "/conversations/search", "/companies/list")) {
                assertThat(code(client.post(path, Map.of()))).isEqualTo("intercom_version_invalid");
            }
            assertThat(code(client.get("/conversations/deleted"))).isEqualTo("intercom_version_invalid");
            assertThat(code(new TestClient(intercom).get("/users"))).isEqualTo("not_found");
        }
    }
}
