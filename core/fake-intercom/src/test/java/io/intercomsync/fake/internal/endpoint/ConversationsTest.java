package io.intercomsync.fake.internal.endpoint;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationsTest {

    private final SettableClock clock = new SettableClock("2026-05-10T12:00:00Z");
    private final FakeIntercom intercom = FakeIntercom.builder().clock(clock).start();
    private final TestClient client = new TestClient(intercom);

    @AfterEach
    void stop() {
        intercom.close();
    }

    @Test
    void compares_times_to_the_second() {
        long time = Instant.parse("2026-05-08T10:00:00Z").getEpochSecond();
        intercom.conversation("1", Map.of("updated_at", time)).conversation("2", Map.of("updated_at", time + 1));

        assertThat(found(filter("updated_at", ">", time))).containsExactly("2");
        assertThat(found(filter("updated_at", "=", time))).containsExactly("1");
        assertThat(found(filter("updated_at", "<=", time))).containsExactly("1");
    }

    private List<String> found(Object query) {
        return ids(client.search("/conversations/search", FakeJson.object("query", query))
                .get("conversations"));
    }

    @Test
    void finds_by_members_and_nested_fields() {
        intercom.tag("t", "T").contact("a");
        intercom.conversation(
                "10",
                Map.of(
                        "contacts", List.of("a"),
                        "tags", List.of("t"),
                        "teammates", List.of("274"),
                        "source", Map.of("type", "email", "body", "<p>late invoice</p>"),
                        "admin_assignee_id", 274));
        intercom.conversation("9");

        assertThat(found(filter("contact_ids", "=", "a"))).containsExactly("10");
        assertThat(found(filter("tag_ids", "IN", List.of("t")))).containsExactly("10");
        assertThat(found(filter("teammate_ids", "NIN", List.of("274")))).containsExactly("9");
        assertThat(found(filter("source.body", "~", "invoice"))).containsExactly("10");
        assertThat(found(filter("source.type", "=", "email"))).containsExactly("10");
        assertThat(found(filter("admin_assignee_id", "=", "274"))).containsExactly("10");
        assertThat(found(filter("statistics.count_conversation_parts", "=", 1))).hasSize(2);
        assertThat(found(filter("open", "=", true))).hasSize(2);
        assertThat(found(filter("id", ">", 9))).containsExactly("10");
        assertThat(code(client.post("/conversations/search", FakeJson.object("query", filter("mood", "=", 1)))))
                .isEqualTo("invalid_field");
    }

    @Test
    void sorts_ids_as_numbers() {
        intercom.conversation("10").conversation("9").conversation("100");

        assertThat(ids(client.searchAll(
                        "/conversations/search",
                        "conversations",
                        filter("id", ">", 0),
                        FakeJson.object("field", "id", "order", "ascending"),
                        1)))
                .containsExactly("9", "10", "100");
    }

    @Test
    void takes_the_shape_of_the_version() {
        intercom.company("c").contact("a", Map.of("companies", List.of("c")));
        intercom.conversation(
                "1",
                Map.of(
                        "priority", "high",
                        "contacts", List.of("a"),
                        "ai_agent", Map.of("resolution_state", "escalated")));

        Map<String, Object> newest = client.json("/conversations/1");
        Map<String, Object> older = new TestClient(intercom, "2.15").json("/conversations/1");
        Map<String, Object> oldest = new TestClient(intercom, "2.14").json("/conversations/1");

        assertThat(newest)
                .containsEntry("admin_assignee_id", 0L)
                .containsEntry("priority", "high")
                .containsKey("channel");
        assertThat(older).containsEntry("admin_assignee_id", null).containsEntry("priority", "priority");
        assertThat(older).doesNotContainKey("channel");
        assertThat(at(older, "company", "id")).isEqualTo("c");
        assertThat(oldest).doesNotContainKey("company");
        assertThat(at(oldest, "ai_agent", "resolution_state")).isEqualTo("routed_to_team");
    }

    @Test
    void tells_teammates_under_the_key_that_is_really_sent() {
        intercom.conversation("1", Map.of("teammates", List.of("274"))).conversation("2");

        assertThat(ids(at(client.json("/conversations/1"), "teammates", "admins")))
                .containsExactly("274");
        assertThat(client.json("/conversations/2")).containsEntry("teammates", null);
    }

    @Test
    void makes_plain_text_when_asked() {
        String body = "<p>See <a href=\"https://x.example.com/1\">this</a> &amp; that</p><p>Bye</p>";
        intercom.conversation("1", Map.of("conversation_parts", List.of(Map.of("body", body))));

        assertThat(at(client.json("/conversations/1"), "conversation_parts", "conversation_parts", 0, "body"))
                .isEqualTo(body);
        Map<String, Object> plain = client.json("/conversations/1?display_as=plaintext");
        assertThat(at(plain, "conversation_parts", "conversation_parts", 0, "body"))
                .isEqualTo("See this (https://x.example.com/1) & that\nBye");
        assertThat(at(plain, "source", "body")).isEqualTo("Hello");
    }

    @Test
    void adds_and_redacts_parts() {
        intercom.conversation("1");
        clock.forward(Duration.ofMinutes(1));
        String first = intercom.addPart("1", Map.of("body", "<p>secret</p>"));
        String second = intercom.addPart("1", Map.of("id", "77"));
        clock.forward(Duration.ofMinutes(1));

        intercom.redactPart("1", first);

        Map<String, Object> sent = client.json("/conversations/1");
        Object parts = at(sent, "conversation_parts", "conversation_parts");
        assertThat(ids(parts)).containsExactly(first, "77").endsWith(second);
        assertThat(at(parts, 0, "body")).isEqualTo("<p><i>This message was deleted</i></p>");
        assertThat(at(parts, 0, "redacted")).isEqualTo(true);
        assertThat(at(parts, 0, "updated_at")).isEqualTo(clock.instant().getEpochSecond());
        assertThat(at(parts, 1, "updated_at")).isEqualTo(clock.instant().getEpochSecond() - 60);
        assertThat(sent).containsEntry("updated_at", clock.instant().getEpochSecond());
        assertThat(at(sent, "statistics", "count_conversation_parts")).isEqualTo(3L);
        assertThat(intercom.truth().counts().parts()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> intercom.redactPart("1", "no such part"));
    }

    @Test
    void adds_parts_to_generated_conversations() {
        try (FakeIntercom generated =
                FakeIntercom.builder().conversations(5).parts(3).start()) {
            Map<String, Object> before =
                    generated.truth().conversations().skip(4).findFirst().orElseThrow();
            String id = before.get("id").toString();

            String added = generated.addPart(id, Map.of());

            List<String> parts = ids(generated
                    .truth()
                    .find(ObjectType.CONVERSATIONS, id)
                    .orElseThrow()
                    .get("conversation_parts"));
            assertThat(parts)
                    .startsWith(ids(before.get("conversation_parts")).toArray(String[]::new))
                    .endsWith(added);
            assertThat(new TestClient(generated).json("/conversations/" + id).get("source"))
                    .isEqualTo(before.get("source"));
        }
    }

    @Test
    void tells_deleted_conversations_from_2_16_on() {
        intercom.conversation("1").conversation("2").delete(ObjectType.CONVERSATIONS, "1");
        clock.forward(Duration.ofSeconds(1));
        intercom.delete(ObjectType.CONVERSATIONS, "2");

        Map<String, Object> deleted = client.json("/conversations/deleted?per_page=1");

        assertThat(ids(deleted.get("conversations"))).containsExactly("2");
        assertThat(at(deleted, "conversations", 0, "deleted_at"))
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(at(deleted, "pages", "next")).isEqualTo(intercom.url() + "/conversations/deleted?per_page=1&page=2");
        assertThat(ids(client.json("/conversations/deleted?order=asc").get("conversations")))
                .containsExactly("1", "2");
        assertThat(code(client.get("/conversations/1"))).isEqualTo("not_found");
        assertThat(code(new TestClient(intercom, "2.15").get("/conversations/deleted")))
                .isEqualTo("intercom_version_invalid");
    }

    @Test
    void tags_conversations() {
        intercom.tag("t", "T").conversation("1").tagConversation("1", "t");

        assertThat(at(client.json("/conversations/1"), "tags", "tags", 0, "name"))
                .isEqualTo("T");

        intercom.untagConversation("1", "t");

        assertThat(ids(at(client.json("/conversations/1"), "tags", "tags"))).isEmpty();
    }

    @Test
    void lists_twenty_a_page_by_last_change() {
        for (int at = 0; at < 21; at++) {
            intercom.conversation("" + at, Map.of("updated_at", 1_700_000_000L + at));
        }

        Map<String, Object> first = client.json("/conversations");

        assertThat(first).containsEntry("type", "conversation.list");
        assertThat(ids(first.get("conversations"))).hasSize(20).startsWith("20", "19");
        assertThat(ids(client.listAll("/conversations", "conversations", 7)))
                .hasSize(21)
                .doesNotHaveDuplicates();
    }
}
