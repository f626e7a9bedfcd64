package io.intercomsync.fake.internal.search;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.internal.json.FakeJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactSearchTest {

    private final SettableClock clock = new SettableClock("2026-05-10T12:00:00Z");
    private final FakeIntercom intercom = FakeIntercom.builder()
            .clock(clock)
            .timezone(ZoneId.of("Pacific/Kiritimati"))
            .indexDelay(Duration.ZERO)
            .start();
    private final TestClient client = new TestClient(intercom);

    @AfterEach
    void stop() {
        intercom.close();
    }

    private void contactUpdatedAt(String id, String time) {
        intercom.contact(id, Map.of("updated_at", Instant.parse(time).getEpochSecond()));
    }

    private List<String> found(Object query) {
        return ids(client.search("/contacts/search", FakeJson.object("query", query))
                .get("data"));
    }

    private static long seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    @Test // K01, K02
    void compares_times_by_day_in_the_zone_of_the_workspace() {
        contactUpdatedAt("before", "2026-05-08T09:59:59Z");
        contactUpdatedAt("first", "2026-05-08T10:00:00Z");
        contactUpdatedAt("last", "2026-05-09T09:59:59Z");
        contactUpdatedAt("after", "2026-05-09T10:00:00Z");

        long within = seconds("2026-05-08T20:00:00Z");

        assertThat(found(filter("updated_at", "=", within))).containsExactlyInAnyOrder("first", "last");
        assertThat(found(filter("updated_at", ">", within))).containsExactly("after");
        assertThat(found(filter("updated_at", "<", Long.toString(within)))).containsExactly("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {">=", "<=", "!=", "IN", "NIN"})
    void refuses_other_operators_on_dates_up_to_2_16(String operator) {
        Object body = FakeJson.object("query", filter("updated_at", operator, 1_700_000_000));

        assertThat(client.post("/contacts/search", body).statusCode()).isEqualTo(400);
        assertThat(code(client.post("/contacts/search", body))).isEqualTo("parameter_invalid");
    }

    @Test
    void compares_times_by_the_second_from_2_17_on() {
        contactUpdatedAt("one", "2026-05-08T10:00:00Z");
        contactUpdatedAt("two", "2026-05-08T10:00:01Z");
        TestClient newer = new TestClient(intercom, "2.17");
        TestClient preview = new TestClient(intercom, "Preview");
        long time = seconds("2026-05-08T10:00:00Z");

        Object after = FakeJson.object("query", filter("updated_at", ">", time));
        Object from = FakeJson.object("query", filter("updated_at", ">=", time));

        assertThat(ids(newer.search("/contacts/search", after).get("data"))).containsExactly("two");
        assertThat(ids(preview.search("/contacts/search", from).get("data"))).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void compares_custom_dates_by_day() {
        intercom.dataAttribute("contact", "renews_at", "date");
        intercom.contact("u1", Map.of("custom_attributes", Map.of("renews_at", seconds("2026-05-08T01:00:00Z"))));
        Object query = filter("custom_attributes.renews_at", "=", seconds("2026-05-08T23:00:00Z"));

        assertThat(found(query)).isEmpty();
        assertThat(ids(new TestClient(intercom, "2.17")
                        .search("/contacts/search", FakeJson.object("query", query))
                        .get("data")))
                .containsExactly("u1");
    }

    @Test
    void knows_every_operator() {
        intercom.contact("u1", Map.of("name", "Ada Lovelace", "custom_attributes", Map.of("seats", 5)));
        intercom.contact("u2", Collections.singletonMap("name", null));
        intercom.contact("u3", Map.of("name", "Grace", "role", "lead", "custom_attributes", Map.of("seats", 10)));

        assertThat(found(filter("name", "=", "Grace"))).containsExactly("u3");
        assertThat(found(filter("name", "=", null))).containsExactly("u2");
        assertThat(found(filter("name", "!=", "Grace"))).containsExactlyInAnyOrder("u1", "u2");
        assertThat(found(filter("name", "IN", List.of("Grace", "x")))).containsExactly("u3");
        assertThat(found(filter("id", "NIN", List.of("u1", "u2")))).containsExactly("u3");
        assertThat(found(filter("name", "~", "love"))).containsExactly("u1");
        assertThat(found(filter("name", "!~", "love"))).containsExactlyInAnyOrder("u2", "u3");
        assertThat(found(filter("name", "^", "gr"))).containsExactly("u3");
        assertThat(found(filter("name", "$", "lace"))).containsExactly("u1");
        assertThat(found(filter("custom_attributes.seats", ">", 5))).containsExactly("u3");
        assertThat(found(filter("custom_attributes.seats", "<", "10"))).containsExactly("u1");
        assertThat(found(filter("role", "=", "lead"))).containsExactly("u3");
        assertThat(found(filter("has_hard_bounced", "=", false))).hasSize(3);
    }

    @Test
    void nests_groups_two_levels_deep_with_fifteen_filters_each() {
        intercom.contact("u1").contact("u2").contact("u3");
        Object either = group("OR", List.of(filter("id", "=", "u1"), filter("id", "=", "u2")));
        Object both = group("AND", List.of(either, filter("id", "!=", "u1")));

        assertThat(found(both)).containsExactly("u2");
        assertThat(status(group("AND", List.of(both)))).isEqualTo(400);
        assertThat(status(group("OR", Collections.nCopies(15, filter("id", "=", "u1")))))
                .isEqualTo(200);
        assertThat(status(group("OR", Collections.nCopies(16, filter("id", "=", "u1")))))
                .isEqualTo(400);
        assertThat(status(group("OR", List.of()))).isEqualTo(400);
    }

    private static Object group(String operator, List<?> filters) {
        return FakeJson.object("operator", operator, "value", filters);
    }

    private int status(Object query) {
        return client.post("/contacts/search", FakeJson.object("query", query)).statusCode();
    }

    @Test
    void refuses_what_it_does_not_understand() {
        assertThat(status(filter("favourite_colour", "=", "red"))).isEqualTo(400);
        assertThat(status(filter("name", "==", "red"))).isEqualTo(400);
        assertThat(status(filter("updated_at", ">", "foobar"))).isEqualTo(400);
        assertThat(status(filter("tag_id", "IN", List.of("t")))).isEqualTo(400);
        assertThat(status(null)).isEqualTo(400);
        assertThat(client.send("POST", "/contacts/search", "{\"query\":", intercom.token())
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.post(
                                "/contacts/search",
                                FakeJson.object(
                                        "query",
                                        filter("id", "=", "u"),
                                        "pagination",
                                        FakeJson.object("per_page", 151)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refuses_an_unknown_order_from_2_16_on() {
        Object body = FakeJson.object(
                "query", filter("id", "!=", "u"), "sort", FakeJson.object("field", "updated_at", "order", "desc"));

        assertThat(code(client.post("/contacts/search", body))).isEqualTo("invalid_sort_order");
        assertThat(new TestClient(intercom, "2.15")
                        .post("/contacts/search", body)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void finds_members_of_segments_and_bearers_of_tags() {
        intercom.segment("s1", Map.of("name", "New")).tag("t1", "VIP");
        intercom.contact("u1", Map.of("segments", List.of("s1"))).contact("u2", Map.of("tags", List.of("t1")));
        intercom.contact("u3").enterSegment("u3", "s1").tagContact("u3", "t1");

        assertThat(found(filter("segment_id", "=", "s1"))).containsExactlyInAnyOrder("u1", "u3");
        assertThat(found(filter("tag_id", "=", "t1"))).containsExactlyInAnyOrder("u2", "u3");
        assertThat(found(filter("tag_id", "!=", "t1"))).containsExactly("u1");

        intercom.leaveSegment("u3", "s1").untagContact("u3", "t1");

        assertThat(found(filter("segment_id", "=", "s1"))).containsExactly("u1");
        assertThat(found(filter("tag_id", "=", "t1"))).containsExactly("u2");
    }

    @Test // K09
    void does_not_find_what_the_index_has_not_seen_yet() {
        try (FakeIntercom late = FakeIntercom.builder()
                .clock(clock)
                .indexDelay(Duration.ofMinutes(4))
                .start()) {
            TestClient asking = new TestClient(late);
            late.contact("u1", Map.of("name", "old"));
            clock.forward(Duration.ofMinutes(4));
            late.contact("u1", Map.of("name", "new")).contact("u2");

            Object query = FakeJson.object("query", filter("id", "!=", ""));

            assertThat(at(asking.search("/contacts/search", query), "data", 0, "name"))
                    .isEqualTo("old");
            assertThat(ids(asking.search("/contacts/search", query).get("data")))
                    .containsExactly("u1");
            assertThat(asking.json("/contacts/u2")).containsEntry("id", "u2");

            clock.forward(Duration.ofMinutes(4));

            assertThat(ids(asking.search("/contacts/search", query).get("data")))
                    .containsExactlyInAnyOrder("u1", "u2");
        }
    }

    @Test
    void hides_one_contact_from_search_until_a_time() {
        intercom.contact("u1").contact("u2").searchableFrom("u1", Instant.parse("2026-05-10T12:05:00Z"));

        assertThat(found(filter("id", "!=", ""))).containsExactly("u2");

        clock.forward(Duration.ofMinutes(5));

        assertThat(found(filter("id", "!=", ""))).containsExactlyInAnyOrder("u1", "u2");
    }

    @Test
    void puts_contacts_without_a_value_last_in_either_order() {
        intercom.contact("seen", Map.of("last_seen_at", 1_700_000_000L)).contact("unseen");
        Object query = filter("id", "!=", "");

        for (String order : List.of("ascending", "descending")) {
            Object sort = FakeJson.object("field", "last_seen_at", "order", order);
            assertThat(ids(client.searchAll("/contacts/search", "data", query, sort, 1)))
                    .containsExactly("seen", "unseen");
        }
    }
}
