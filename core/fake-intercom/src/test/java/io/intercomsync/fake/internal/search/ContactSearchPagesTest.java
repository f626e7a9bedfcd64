package io.intercomsync.fake.internal.search;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.internal.json.FakeJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contact search has pages with cursors. */
class ContactSearchPagesTest {

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

    private static long seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    @Test
    void pages_by_a_cursor_of_sort_value_and_id() {
        contactUpdatedAt("u1", "2026-05-08T10:00:00Z");
        contactUpdatedAt("u2", "2026-05-08T10:00:00Z");
        contactUpdatedAt("u3", "2026-05-08T10:00:00Z");
        contactUpdatedAt("u4", "2026-05-08T10:00:01Z");

        Map<String, Object> first = page(null);
        String cursor = at(first, "pages", "next", "starting_after").toString();
        Map<String, Object> second = page(cursor);

        assertThat(ids(first.get("data"))).containsExactly("u1", "u2");
        assertThat(ids(second.get("data"))).containsExactly("u3", "u4");
        assertThat(FakeJson.asObject(second.get("pages")))
                .doesNotContainKey("next")
                .containsEntry("page", 2L);
        assertThat(at(first, "pages"))
                .isEqualTo(FakeJson.object(
                        "type", "pages",
                        "next", FakeJson.object("page", 2L, "starting_after", cursor),
                        "page", 1L,
                        "per_page", 2L,
                        "total_pages", 2L));
        assertThat(new String(Base64.getDecoder().decode(cursor), UTF_8))
                .isEqualTo("[" + seconds("2026-05-08T10:00:00Z") * 1000 + ",1,2]");
    }

    private Map<String, Object> page(String cursor) {
        return client.search(
                "/contacts/search",
                FakeJson.object(
                        "query", filter("id", "!=", ""),
                        "sort", FakeJson.object("field", "updated_at", "order", "ascending"),
                        "pagination", FakeJson.object("per_page", 2, "starting_after", cursor)));
    }

    @Test // K39, K40
    void loses_or_repeats_what_moves_between_two_pages() {
        contactUpdatedAt("u1", "2026-05-08T10:00:00Z");
        contactUpdatedAt("u2", "2026-05-08T10:00:01Z");
        contactUpdatedAt("u3", "2026-05-08T10:00:02Z");
        List<String> walked = new ArrayList<>();
        intercom.beforeEach(request -> {
            if (request.body().contains("starting_after\":\"")) {
                contactUpdatedAt("u1", "2026-05-08T11:00:00Z");
            }
        });

        Map<String, Object> first = page(null);
        walked.addAll(ids(first.get("data")));
        walked.addAll(ids(
                page(at(first, "pages", "next", "starting_after").toString()).get("data")));

        assertThat(walked).containsExactly("u1", "u2", "u3", "u1");
    }

    @Test
    void ignores_a_cursor_in_the_query_and_refuses_a_broken_one() {
        intercom.contact("u1").contact("u2").contact("u3");
        String cursor = at(page(null), "pages", "next", "starting_after").toString();
        Object body = FakeJson.object("query", filter("id", "!=", ""), "pagination", FakeJson.object("per_page", 2));
        Object broken = FakeJson.object(
                "query", filter("id", "!=", ""), "pagination", FakeJson.object("starting_after", "bm90IGEgY3Vyc29y"));

        assertThat(at(client.search("/contacts/search?starting_after=" + cursor, body), "pages", "page"))
                .isEqualTo(1L);
        assertThat(code(client.post("/contacts/search", broken))).isEqualTo("client_error");
        assertThat(code(client.get("/contacts?starting_after=nonsense"))).isEqualTo("client_error");
    }
}
