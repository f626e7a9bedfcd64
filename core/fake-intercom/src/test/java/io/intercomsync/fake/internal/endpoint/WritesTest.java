package io.intercomsync.fake.internal.endpoint;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomBuilder;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.internal.json.FakeJson;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls by which an application changes its workspace. */
class WritesTest {

    private final SettableClock clock = new SettableClock("2026-05-10T12:00:00Z");
    private final FakeIntercom intercom = FakeIntercom.builder().clock(clock).start();
    private final TestClient client = new TestClient(intercom);

    @AfterEach
    void stop() {
        intercom.close();
    }

    private HttpResponse<String> put(String path, Object body) {
        return client.send("PUT", path, FakeJson.write(body), intercom.token());
    }

    private HttpResponse<String> delete(String path) {
        return client.send("DELETE", path, "", intercom.token());
    }

    @Test
    void creates_a_contact() {
        intercom.dataAttribute("contact", "plan", "string");

        Map<String, Object> made = TestClient.object(client.post(
                "/contacts",
                Map.of(
                        "external_id",
                        "x-1",
                        "email",
                        "ada@example.com",
                        "owner_id",
                        274,
                        "custom_attributes",
                        Map.of("plan", "pro"))));

        assertThat(made)
                .containsEntry("type", "contact")
                .containsEntry("role", "user")
                .containsEntry("external_id", "x-1")
                .containsEntry("owner_id", "274")
                .containsEntry("name", null)
                .containsEntry("created_at", clock.instant().getEpochSecond())
                .containsEntry("custom_attributes", Map.of("plan", "pro"));
        assertThat(client.json("/contacts/" + made.get("id"))).isEqualTo(made);
        Object query = FakeJson.object("query", filter("external_id", "=", "x-1"));
        assertThat(ids(client.search("/contacts/search", query).get("data"))).containsExactly("" + made.get("id"));
        assertThat(intercom.truth().counts().users()).isEqualTo(1);
    }

    @Test
    void refuses_a_contact_that_is_there_or_makes_no_sense() {
        intercom.contact("a", Map.of("external_id", "x-1", "email", "ada@example.com"));

        assertThat(client.post("/contacts", Map.of("external_id", "x-1")).statusCode())
                .isEqualTo(409);
        assertThat(client.post("/contacts", Map.of("email", "ada@example.com")).body())
                .contains("already exists with id=a");
        assertThat(client.post("/contacts", Map.of("email", "ada@example.com", "role", "lead"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(client.post("/contacts", Map.of("name", "Ada")))).isEqualTo("parameter_missing");
        assertThat(code(client.post("/contacts", Map.of("role", "king")))).isEqualTo("parameter_invalid");
        assertThat(client.post("/contacts", Map.of("role", "user", "custom_attributes", Map.of("mood", 1)))
                        .body())
                .contains("Custom attribute 'mood' does not exist");
        assertThat(intercom.truth().contacts()).hasSize(2);
    }

    @Test
    void updates_a_contact() {
        intercom.dataAttribute("contact", "plan", "string").dataAttribute("contact", "seats", "integer");
        intercom.contact("a", Map.of("role", "lead", "custom_attributes", Map.of("plan", "pro", "seats", 3)));
        intercom.contact("b", Map.of("external_id", "x-2"));
        clock.forward(Duration.ofMinutes(1));

        Map<String, Object> updated = TestClient.object(put(
                "/contacts/a",
                FakeJson.object(
                        "role",
                        "user",
                        "name",
                        "Ada",
                        "custom_attributes",
                        FakeJson.object("plan", null, "seats", 4))));

        long now = clock.instant().getEpochSecond();
        assertThat(updated)
                .containsEntry("role", "user")
                .containsEntry("name", "Ada")
                .containsEntry("email", "a@example.com")
                .containsEntry("signed_up_at", now)
                .containsEntry("updated_at", now)
                .containsEntry("created_at", now - 60)
                .containsEntry("custom_attributes", Map.of("seats", 4L));
        assertThat(put("/contacts/a", Map.of("external_id", "x-2")).statusCode())
                .isEqualTo(409);
        assertThat(code(put("/contacts/a", Map.of("role", "lead")))).isEqualTo("parameter_invalid");
        assertThat(put("/contacts/none", Map.of("name", "x")).statusCode()).isEqualTo(404);
        intercom.merge("a", "b");
        assertThat(put("/contacts/a", Map.of("name", "x")).statusCode()).isEqualTo(410);
    }

    @Test
    void tags_and_untags_contacts() {
        intercom.contact("a").tag("7", "VIP");
        long updated = (Long) client.json("/contacts/a").get("updated_at");
        clock.forward(Duration.ofMinutes(1));

        Map<String, Object> tag = TestClient.object(client.post("/contacts/a/tags", Map.of("id", 7)));
        clock.forward(Duration.ofMinutes(1));
        Map<String, Object> again = TestClient.object(client.post("/contacts/a/tags", Map.of("id", "7")));

        assertThat(tag).containsEntry("type", "tag").containsEntry("id", "7").containsEntry("name", "VIP");
        assertThat(tag).containsEntry("applied_at", updated + 60).containsKey("applied_by");
        assertThat(again).isEqualTo(tag);
        assertThat(client.json("/contacts/a/tags")).containsEntry("data", List.of(tag));
        assertThat(client.json("/contacts/a")).containsEntry("updated_at", updated);

        assertThat(TestClient.object(delete("/contacts/a/tags/7"))).isEqualTo(tag);

        assertThat(client.json("/contacts/a/tags")).containsEntry("data", List.of());
        assertThat(delete("/contacts/a/tags/7").statusCode()).isEqualTo(404);
        assertThat(client.post("/contacts/a/tags", Map.of("id", "8")).statusCode())
                .isEqualTo(404);
        assertThat(client.post("/contacts/b/tags", Map.of("id", "7")).body()).contains("User Not Found");
        assertThat(code(client.post("/contacts/a/tags", Map.of()))).isEqualTo("parameter_missing");
    }

    @Test
    void lets_an_admin_reply() {
        intercom.admin("5", Map.of("name", "Grace"))
                .contact("a")
                .conversation("1", Map.of("contacts", List.of("a"), "waiting_since", 1));
        clock.forward(Duration.ofMinutes(1));

        Map<String, Object> answered =
                TestClient.object(client.post("/conversations/1/reply", admins("comment", "1 < 2")));
        client.post("/conversations/1/reply", admins("note", "<p>psst</p>"));

        long now = clock.instant().getEpochSecond();
        assertThat(at(answered, "conversation_parts", "total_count")).isEqualTo(1L);
        assertThat(at(answered, "conversation_parts", "conversation_parts", 0))
                .extracting("part_type", "body", "created_at")
                .containsExactly("comment", "<p>1 &lt; 2</p>", now);
        assertThat(at(answered, "conversation_parts", "conversation_parts", 0, "author", "name"))
                .isEqualTo("Grace");
        assertThat(answered).containsEntry("waiting_since", null).containsEntry("updated_at", now);
        assertThat(at(answered, "statistics", "first_admin_reply_at")).isEqualTo(now);
        assertThat(ids(at(answered, "teammates", "admins"))).containsExactly("5");
        assertThat(at(client.json("/conversations/1"), "conversation_parts", "conversation_parts", 1, "body"))
                .isEqualTo("<p>psst</p>");
    }

    private static Map<String, Object> admins(String messageType, String body) {
        return Map.of("message_type", messageType, "type", "admin", "admin_id", 5, "body", body);
    }

    @Test
    void lets_a_contact_reply_and_opens_what_was_closed() {
        intercom.contact("a", Map.of("external_id", "x-1", "email", "ada@example.com", "name", "Ada"));
        intercom.conversation("1", Map.of("contacts", List.of("a"), "open", false, "state", "closed"));
        intercom.conversation("0", Map.of("contacts", List.of("a"), "updated_at", 1));
        clock.forward(Duration.ofMinutes(1));
        Map<String, Object> named = Map.of("message_type", "comment", "type", "user", "body", "Hi", "user_id", "x-1");

        Map<String, Object> reopened = TestClient.object(client.post("/conversations/last/reply", named));
        Map<String, Object> again =
                TestClient.object(client.post("/conversations/1/reply", with(named, "email", "ada@example.com")));

        long now = clock.instant().getEpochSecond();
        assertThat(reopened)
                .containsEntry("id", "1")
                .containsEntry("open", true)
                .containsEntry("state", "open")
                .containsEntry("waiting_since", now);
        assertThat(at(reopened, "first_contact_reply", "created_at")).isEqualTo(now);
        Object parts = at(again, "conversation_parts", "conversation_parts");
        assertThat(at(parts, 0, "part_type")).isEqualTo("open");
        assertThat(at(parts, 1, "part_type")).isEqualTo("comment");
        assertThat(at(parts, 1, "author"))
                .isEqualTo(Map.of("type", "user", "id", "a", "name", "Ada", "email", "ada@example.com"));
    }

    private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
        Map<String, Object> changed = FakeJson.asObject(body);
        changed.put(key, value);
        return changed;
    }

    @Test
    void takes_quick_replies_and_attachments() {
        intercom.conversation("1");
        Map<String, Object> options =
                with(admins("quick_reply", ""), "reply_options", List.of(Map.of("text", "Yes", "uuid", "u")));
        options.remove("body");

        Map<String, Object> asked = TestClient.object(client.post("/conversations/1/reply", options));
        Map<String, Object> shown = TestClient.object(client.post(
                "/conversations/1/reply",
                with(admins("comment", "See"), "attachment_urls", List.of("https://x.example.com/a.png"))));

        assertThat(at(asked, "conversation_parts", "conversation_parts", 0, "part_type"))
                .isEqualTo("quick_reply");
        assertThat(at(shown, "conversation_parts", "conversation_parts", 1, "attachments", 0, "name"))
                .isEqualTo("a.png");
    }

    @Test
    void refuses_replies_that_make_no_sense() {
        intercom.contact("a").conversation("1");
        Map<String, Object> good =
                Map.of("message_type", "comment", "type", "user", "body", "Hi", "intercom_user_id", "a");

        assertThat(client.post("/conversations/2/reply", good).statusCode()).isEqualTo(404);
        assertThat(client.post("/conversations/last/reply", good).statusCode()).isEqualTo(404);
        assertThat(client.post("/conversations/1/reply", with(good, "intercom_user_id", "b"))
                        .body())
                .contains("User Not Found");
        assertThat(code(client.post("/conversations/1/reply", with(good, "type", "bot"))))
                .isEqualTo("parameter_invalid");
        assertThat(code(client.post("/conversations/1/reply", with(good, "message_type", "note"))))
                .isEqualTo("parameter_invalid");
        assertThat(code(client.post("/conversations/1/reply", with(good, "body", null))))
                .isEqualTo("parameter_missing");
        assertThat(code(client.post("/conversations/1/reply", with(good, "intercom_user_id", null))))
                .isEqualTo("parameter_missing");
        assertThat(at(client.json("/conversations/1"), "conversation_parts", "total_count"))
                .isEqualTo(0L);
    }

    @Test
    void accepts_events_from_either_server() {
        for (boolean isFast : List.of(true, false)) {
            FakeIntercomBuilder builder = FakeIntercom.builder();
            try (FakeIntercom events = (isFast ? builder.fast() : builder).start()) {
                events.contact("a", Map.of("external_id", "x-1"));
                TestClient submitting = new TestClient(events);
                Map<String, Object> event =
                        Map.of("event_name", "ordered", "created_at", 1_700_000_000, "user_id", "x-1");

                HttpResponse<String> answer = submitting.post("/events", event);

                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(answer.body()).isEmpty();
                assertThat(events.requests().get(0).body()).contains("ordered");
                assertThat(submitting
                                .post("/events", with(event, "user_id", "none"))
                                .statusCode())
                        .isEqualTo(404);
                assertThat(code(submitting.post("/events", with(event, "created_at", null))))
                        .isEqualTo("parameter_missing");
                assertThat(submitting
                                .send("DELETE", "/contacts/a/tags/1", "", events.token())
                                .statusCode())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void names_the_permission_to_write() {
        intercom.contact("a").deny("/contacts", 403);

        assertThat(put("/contacts/a", Map.of("name", "x")).body()).contains("write_users_companies");
        assertThat(client.get("/contacts/a").body()).contains("read_users_companies");
    }
}
