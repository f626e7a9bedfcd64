package io.intercomsync.fake.internal.generate;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The statistics of a conversation are computed from its parts. */
class ConversationStatisticsTest {

    private static final long START = 1_700_000_000L;

    private final SettableClock clock = new SettableClock("2026-05-10T12:00:00Z");
    private final FakeIntercom intercom = FakeIntercom.builder().clock(clock).start();
    private final TestClient client = new TestClient(intercom);

    @AfterEach
    void stop() {
        intercom.close();
    }

    @Test
    void follow_from_generated_parts() {
        for (long seed = 1; seed <= 5; seed++) {
            try (FakeIntercom generated = FakeIntercom.builder()
                    .contacts(20)
                    .conversations(100)
                    .longConversations(1)
                    .seed(seed)
                    .start()) {
                List<Map<String, Object>> all =
                        generated.truth().conversations().toList();
                long answered = 0;
                for (Map<String, Object> conversation : all) {
                    answered += assertThatItFollows(conversation, "seed " + seed + " " + conversation.get("id"));
                }
                assertThat(answered).as("seed %s", seed).isBetween(40L, 90L);
                assertThat(all).extracting(one -> one.get("state")).contains("open", "closed", "snoozed");
            }
        }
    }

    /** Returns 1 if an admin has answered, else 0. */
    private static int assertThatItFollows(Map<String, Object> conversation, String name) {
        List<Map<?, ?>> parts = ((List<?>) conversation.get("conversation_parts"))
                .stream().<Map<?, ?>>map(part -> (Map<?, ?>) part).toList();
        boolean isClosed =
                !parts.isEmpty() && "close".equals(parts.get(parts.size() - 1).get("part_type"));
        assertThat(conversation.get("state").equals("closed")).as(name).isEqualTo(isClosed);
        List<Object> replies = parts.stream()
                .filter(part -> "admin".equals(at(part, "author", "type")))
                .filter(part -> part.get("body") != null && !"note".equals(part.get("part_type")))
                .<Object>map(part -> part.get("created_at"))
                .toList();
        if (!(conversation.get("statistics") instanceof Map<?, ?> statistics)) {
            return 0;
        }
        Object first = replies.isEmpty() ? null : replies.get(0);
        assertThat(statistics.get("first_admin_reply_at")).as(name).isEqualTo(first);
        assertThat(statistics.get("last_admin_reply_at"))
                .as(name)
                .isEqualTo(first == null ? null : replies.get(replies.size() - 1));
        assertThat(statistics.get("time_to_admin_reply"))
                .as(name)
                .isEqualTo(first == null ? null : (Long) first - (Long) conversation.get("created_at"));
        assertThat(statistics.get("count_conversation_parts")).as(name).isEqualTo(parts.size() + 1L);
        List<Object> times = new ArrayList<>(
                parts.stream().map(part -> part.get("created_at")).toList());
        times.add(conversation.get("created_at"));
        statistics.forEach((key, value) -> {
            if (key.toString().endsWith("_at") && value != null) {
                assertThat(times).as(name + " " + key).contains(value);
            }
        });
        assertThat(times)
                .filteredOn(Objects::nonNull)
                .allMatch(time -> (Long) time <= (Long) conversation.get("updated_at"));
        return first == null ? 0 : 1;
    }

    @Test
    void follow_from_parts_made_by_hand() {
        intercom.conversation(
                "1",
                Map.of(
                        "created_at",
                        START,
                        "conversation_parts",
                        List.of(
                                part("note", "admin", 10),
                                Map.of(
                                        "created_at",
                                        START + 20,
                                        "part_type",
                                        "assignment",
                                        "body",
                                        "",
                                        "author",
                                        author("admin"),
                                        "assigned_to",
                                        author("admin")),
                                part("comment", "bot", 25),
                                part("comment", "admin", 30),
                                part("comment", "user", 100),
                                part("comment", "user", 110),
                                part("comment", "admin", 150),
                                part("close", "admin", 160),
                                part("comment", "user", 200),
                                part("close", "admin", 220))));

        Map<String, Object> statistics =
                FakeJson.asObject(client.json("/conversations/1").get("statistics"));

        assertThat(statistics)
                .containsEntry("time_to_assignment", 20L)
                .containsEntry("time_to_admin_reply", 30L)
                .containsEntry("time_to_first_close", 160L)
                .containsEntry("time_to_last_close", 220L)
                .containsEntry("median_time_to_reply", 30L)
                .containsEntry("first_contact_reply_at", START)
                .containsEntry("first_assignment_at", START + 20)
                .containsEntry("first_admin_reply_at", START + 30)
                .containsEntry("first_close_at", START + 160)
                .containsEntry("last_assignment_at", START + 20)
                .containsEntry("last_assignment_admin_reply_at", START + 30)
                .containsEntry("last_contact_reply_at", START + 200)
                .containsEntry("last_admin_reply_at", START + 220)
                .containsEntry("last_close_at", START + 220)
                .containsEntry("last_closed_by_id", "7")
                .containsEntry("count_reopens", 1L)
                .containsEntry("count_assignments", 1L)
                .containsEntry("count_conversation_parts", 11L)
                .containsEntry("handling_time", 200L);
        assertThat(found(filter("statistics.first_admin_reply_at", "=", START + 30)))
                .containsExactly("1");
        assertThat(found(filter("statistics.count_reopens", "=", 1))).containsExactly("1");
        assertThat(at(intercom.truth().find(ObjectType.CONVERSATIONS, "1").orElseThrow(), "statistics"))
                .isEqualTo(statistics);
    }

    private List<String> found(Object query) {
        return ids(client.search("/conversations/search", FakeJson.object("query", query))
                .get("conversations"));
    }

    private static Map<String, Object> part(String type, String author, long after) {
        return Map.of("created_at", START + after, "part_type", type, "author", author(author));
    }

    private static Map<String, Object> author(String type) {
        return Map.of("type", type, "id", "7");
    }

    @Test
    void start_with_the_first_text_of_a_contact() {
        Map<String, Object> admins = Map.of("author", author("admin"), "body", "<p>Sale</p>");
        intercom.conversation("1", Map.of("created_at", START, "source", admins));
        intercom.conversation(
                "2",
                Map.of(
                        "created_at", START,
                        "source", admins,
                        "conversation_parts", List.of(part("comment", "user", 50), part("comment", "admin", 60))));

        assertThat(statistic("1", "first_contact_reply_at")).isNull();
        assertThat(statistic("1", "count_assignments")).isEqualTo(0L);
        assertThat(statistic("2", "first_contact_reply_at")).isEqualTo(START + 50);
        assertThat(statistic("2", "time_to_admin_reply")).isEqualTo(10L);
    }

    private Object statistic(String conversation, String key) {
        return at(client.json("/conversations/" + conversation), "statistics", key);
    }

    @Test
    void move_with_each_part() {
        intercom.conversation("1", Map.of("created_at", START));
        assertThat(statistic("1", "last_admin_reply_at")).isNull();

        intercom.addPart("1", part("comment", "admin", 5));
        intercom.addPart("1", part("comment", "admin", 9));

        assertThat(statistic("1", "first_admin_reply_at")).isEqualTo(START + 5);
        assertThat(statistic("1", "last_admin_reply_at")).isEqualTo(START + 9);
        assertThat(statistic("1", "count_conversation_parts")).isEqualTo(3L);
    }

    @Test
    void are_those_of_before_where_the_search_is_late() {
        try (FakeIntercom late = FakeIntercom.builder()
                .clock(clock)
                .conversations(1)
                .parts(0)
                .indexDelay(Duration.ofMinutes(1))
                .start()) {
            String id = late.truth()
                    .conversations()
                    .findFirst()
                    .orElseThrow()
                    .get("id")
                    .toString();
            late.addPart(id, Map.of("author", author("admin")));

            Object query = FakeJson.object("query", filter("id", ">", 0));
            Map<String, Object> seen = new TestClient(late).search("/conversations/search", query);

            assertThat(at(seen, "conversations", 0, "statistics", "count_conversation_parts"))
                    .isEqualTo(1L);
            assertThat(at(seen, "conversations", 0, "statistics", "last_admin_reply_at"))
                    .isNull();
            assertThat(at(new TestClient(late).json("/conversations/" + id), "statistics", "last_admin_reply_at"))
                    .isEqualTo(clock.instant().getEpochSecond());
        }
    }

    @Test
    void give_way_to_what_is_said() {
        Map<String, Object> said = FakeJson.object("count_reopens", 4, "first_contact_reply_at", null);
        intercom.conversation("1", Map.of("statistics", said));
        intercom.conversation("2", FakeJson.object("statistics", null));
        intercom.put(ObjectType.CONVERSATIONS, Map.of("id", "3", "statistics", Map.of("mood", "good")));

        assertThat(statistic("1", "count_reopens")).isEqualTo(4L);
        assertThat(statistic("1", "first_contact_reply_at")).isNull();
        assertThat(statistic("1", "count_conversation_parts")).isEqualTo(1L);
        assertThat(client.json("/conversations/2")).containsEntry("statistics", null);
        assertThat(client.json("/conversations/3")).containsEntry("statistics", Map.of("mood", "good"));
    }

    @Test
    void no_time_is_later_than_the_parts_unless_it_is_said() {
        long now = clock.instant().getEpochSecond();
        intercom.conversation(
                "1", Map.of("conversation_parts", List.of(part("comment", "user", 0), part("comment", "user", 9))));
        intercom.conversation("2", Map.of("created_at", START));
        intercom.conversation("3", Map.of("updated_at", START, "conversation_parts", List.of(Map.of("body", "Hi"))));
        intercom.conversation(
                "4", Map.of("updated_at", now, "conversation_parts", List.of(part("comment", "user", 0))));
        intercom.conversation("5");

        assertThat(client.json("/conversations/1"))
                .containsEntry("created_at", START)
                .containsEntry("updated_at", START + 9);
        assertThat(at(client.json("/conversations/1"), "conversation_parts", "conversation_parts", 1))
                .extracting("updated_at", "notified_at")
                .containsOnly(START + 9);
        assertThat(client.json("/conversations/2")).containsEntry("updated_at", START);
        assertThat(at(client.json("/conversations/3"), "conversation_parts", "conversation_parts", 0, "created_at"))
                .isEqualTo(START);
        assertThat(client.json("/conversations/4")).containsEntry("updated_at", now);
        assertThat(client.json("/conversations/5"))
                .containsEntry("created_at", now)
                .containsEntry("updated_at", now);

        intercom.conversation("1", Map.of("title", "Edited"));

        assertThat(client.json("/conversations/1")).containsEntry("updated_at", now);
    }
}
