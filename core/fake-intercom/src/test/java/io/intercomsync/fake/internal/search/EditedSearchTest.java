package io.intercomsync.fake.internal.search;

import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches over generated, edited, added and deleted objects find the same as a scan of the truth. */
class EditedSearchTest {

    private static final long NEWEST = Instant.parse("2026-06-30T12:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    private static long time(Object object, String field) {
        return (long) TestClient.at(object, field);
    }

    private static List<String> expected(Stream<Map<String, Object>> all, String by, Predicate<Object> test) {
        return ids(all.filter(test)
                .sorted(Comparator.comparing((Map<String, Object> object) -> time(object, by)))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void finds_what_a_scan_finds(long seed) {
        SettableClock clock = new SettableClock("2026-07-02T12:00:00Z");
        Random random = new Random(seed);
        try (FakeIntercom intercom = FakeIntercom.builder()
                .clock(clock)
                .seed(seed)
                .conversations(300)
                .contacts(20)
                .unthrottled()
                .start()) {
            TestClient client = new TestClient(intercom);
            for (int round = 0; round < 4; round++) {
                long from = NEWEST - random.nextLong(1_000 * DAY);
                long to = from + random.nextLong(400 * DAY);
                Object between = FakeJson.object(
                        "operator",
                        "AND",
                        "value",
                        List.of(filter("created_at", ">", from), filter("created_at", "<", to)));
                Object either = FakeJson.object(
                        "operator",
                        "OR",
                        "value",
                        List.of(filter("updated_at", "<", from), filter("created_at", ">", to)));
                Object outside = FakeJson.object(
                        "operator",
                        "OR",
                        "value",
                        List.of(filter("created_at", "<", from), filter("created_at", ">", to)));

                for (String by : List.of("created_at", "updated_at")) {
                    Object sort = FakeJson.object("field", by, "order", "ascending");
                    assertThat(ids(client.searchAll("/conversations/search", "conversations", between, sort, 17)))
                            .containsExactlyInAnyOrderElementsOf(expected(
                                    intercom.truth().conversations(),
                                    by,
                                    each -> time(each, "created_at") > from && time(each, "created_at") < to));
                    assertThat(ids(client.searchAll("/conversations/search", "conversations", outside, sort, 50)))
                            .containsExactlyInAnyOrderElementsOf(expected(
                                    intercom.truth().conversations(),
                                    by,
                                    each -> time(each, "created_at") < from || time(each, "created_at") > to));
                    assertThat(ids(client.searchAll("/conversations/search", "conversations", either, sort, 41)))
                            .containsExactlyInAnyOrderElementsOf(expected(
                                    intercom.truth().conversations(),
                                    by,
                                    each -> time(each, "updated_at") < from || time(each, "created_at") > to));
                }
                edit(intercom, random);
                clock.forward(Duration.ofMinutes(1));
            }
        }
    }

    private static void edit(FakeIntercom intercom, Random random) {
        List<Map<String, Object>> all = intercom.truth().conversations().toList();
        for (int at = 0; at < 12; at++) {
            String id = String.valueOf(all.get(at * all.size() / 12).get("id"));
            switch (random.nextInt(3)) {
                case 0 -> intercom.delete(ObjectType.CONVERSATIONS, id);
                case 1 -> intercom.addPart(id, Map.of());
                default -> intercom.conversation("9" + id, Map.of("created_at", NEWEST - random.nextLong(900 * DAY)));
            }
        }
    }

    @Test
    void lists_conversations_newest_first_between_edits() {
        SettableClock clock = new SettableClock("2026-07-02T12:00:00Z");
        try (FakeIntercom intercom =
                FakeIntercom.builder().clock(clock).conversations(50).start()) {
            TestClient client = new TestClient(intercom);
            List<String> before = ids(client.listAll("/conversations", "conversations", 7));
            String moved = before.get(30);

            intercom.addPart(moved, Map.of());

            List<String> after = ids(client.listAll("/conversations", "conversations", 7));
            assertThat(after.get(0)).isEqualTo(moved);
            assertThat(after.subList(1, 31)).isEqualTo(before.subList(0, 30));
            assertThat(after).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test // K09, F3
    void a_late_index_shows_conversations_as_they_were() {
        SettableClock clock = new SettableClock("2026-07-02T12:00:00Z");
        try (FakeIntercom intercom = FakeIntercom.builder()
                .clock(clock)
                .conversations(3)
                .indexDelay(Duration.ofMinutes(4))
                .start()) {
            TestClient client = new TestClient(intercom);
            List<String> all = ids(client.listAll("/conversations", "conversations", 20));
            intercom.delete(ObjectType.CONVERSATIONS, all.get(0)).conversation("new");
            intercom.addPart(all.get(1), Map.of());
            Object today = filter("updated_at", ">", NEWEST + DAY);

            assertThat(client.searchAll("/conversations/search", "conversations", today, null, 20))
                    .isEmpty();
            assertThat(ids(client.listAll("/conversations", "conversations", 20)))
                    .isEqualTo(all);
            assertThat(client.get("/conversations/" + all.get(0)).statusCode()).isEqualTo(404);

            clock.forward(Duration.ofMinutes(4));
            assertThat(ids(client.searchAll("/conversations/search", "conversations", today, null, 20)))
                    .containsExactlyInAnyOrder(all.get(1), "new");
            assertThat(ids(client.listAll("/conversations", "conversations", 20)))
                    .doesNotContain(all.get(0));
        }
    }
}
