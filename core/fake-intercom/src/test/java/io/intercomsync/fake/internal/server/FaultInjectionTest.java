package io.intercomsync.fake.internal.server;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.fake.internal.json.FakeJson;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@FakeIntercomTest
class FaultInjectionTest {

    private final FakeIntercom intercom;
    private final TestClient client;

    FaultInjectionTest(FakeIntercom intercom) {
        this.intercom = intercom;
        this.client = new TestClient(intercom);
    }

    @Test
    void fails_the_next_requests_in_intercoms_envelope() {
        intercom.failNext(500, 2).failNext(429);

        assertThat(code(client.get("/tags"))).isEqualTo("server_error");
        assertThat(client.get("/tags").statusCode()).isEqualTo(500);
        HttpResponse<String> limited = client.get("/tags");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(code(limited)).isEqualTo("rate_limit_exceeded");
        assertThat(limited.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(client.get("/tags").statusCode()).isEqualTo(200);
    }

    @Test
    void fails_only_what_is_meant() {
        intercom.fail("/contacts/search", InjectedFault.status(503), 1)
                .fail(
                        request -> "2".equals(request.query().get("page")),
                        InjectedFault.status(400, "odd", "Odd"),
                        Integer.MAX_VALUE);

        assertThat(client.get("/contacts").statusCode()).isEqualTo(200);
        assertThat(client.post("/contacts/search", Map.of()).statusCode()).isEqualTo(503);
        assertThat(code(client.get("/tags?page=2"))).isEqualTo("odd");
        assertThat(code(client.get("/tags?page=2"))).isEqualTo("odd");
        assertThat(intercom.clearFaults().requests())
                .extracting(Request::status)
                .containsExactly(200, 503, 400, 400);
        assertThat(client.get("/tags?page=2").statusCode()).isEqualTo(200);
    }

    @Test // K59
    void answers_200_without_json() {
        intercom.fail("/", InjectedFault.emptyBody(), 1)
                .fail("/", InjectedFault.html(200), 1)
                .fail("/", InjectedFault.malformedJson(), 1);

        assertThat(client.get("/tags").body()).isEmpty();
        HttpResponse<String> page = client.get("/tags");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(page.body()).contains("<html>");
        String half = client.get("/tags").body();
        assertThat(half).startsWith("{\"type\":");
        assertThatIllegalArgumentException().isThrownBy(() -> FakeJson.read(half));
    }

    @Test // K38
    void answers_404_with_a_proxys_page() {
        intercom.fail("/conversations/1", InjectedFault.html(404), 1);

        HttpResponse<String> answer = client.get("/conversations/1");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("nginx");
        assertThat(answer.headers().firstValue("X-RateLimit-Limit")).isEmpty();
    }

    @Test // K82
    void answers_with_another_object() {
        intercom.contact("a").contact("b").fail("/contacts/a", InjectedFault.answerOf("/contacts/b"), 1);

        assertThat(client.get("/contacts/a").body()).contains("\"id\":\"b\"");
        assertThat(client.get("/contacts/a").body()).contains("\"id\":\"a\"");
    }

    @Test // K83
    void names_the_scope_that_is_missing() {
        intercom.fail("/tags", InjectedFault.missingScope("read_tags"), 1);

        HttpResponse<String> answer = client.get("/tags");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("forbidden");
        assertThat(answer.body()).contains("(read_tags)");
    }

    @Test
    void breaks_connections() {
        intercom.tag("t", "T").fail("/", InjectedFault.cutBody(), 1).fail("/", InjectedFault.reset(), 1);

        assertThatThrownBy(() -> client.get("/tags")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> client.post("/contacts/search", search(filter("id", "=", "a"), 1)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(intercom.requests()).extracting(Request::status).containsExactly(200, 0);
    }

    @Test
    void answers_late() {
        intercom.fail("/tags", InjectedFault.delay(Duration.ofMillis(300)), 1);

        long start = System.nanoTime();
        assertThat(client.get("/tags").statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test // K70
    void misses_a_permission() {
        intercom.deny("/companies/list", 403).deny("/conversations", 401);

        HttpResponse<String> list = client.post("/companies/list", Map.of());
        HttpResponse<String> conversations = client.get("/conversations");

        assertThat(list.statusCode()).isEqualTo(403);
        assertThat(list.body()).contains("required scope (write_users_companies)");
        assertThat(conversations.statusCode()).isEqualTo(401);
        assertThat(code(conversations)).isEqualTo("token_unauthorized");
        assertThat(client.get("/tags").statusCode()).isEqualTo(200);
        assertThat(intercom.allow("/conversations").requestCount()).isEqualTo(3);
        assertThat(client.get("/conversations").statusCode()).isEqualTo(200);
    }

    @Test // K57
    void cannot_make_large_pages() {
        intercom.largestPage(50).contact("u1");
        Object query = filter("id", "!=", "");

        assertThat(client.post("/contacts/search", search(query, 51)).statusCode())
                .isEqualTo(502);
        assertThat(client.post("/contacts/search", search(query, 50)).statusCode())
                .isEqualTo(200);
    }

    private static Object search(Object query, int size) {
        return FakeJson.object("query", query, "pagination", FakeJson.object("per_page", size));
    }

    @Test
    void runs_an_edit_between_two_requests() {
        intercom.beforeEach(request -> {
            if (request.path().equals("/tags")) {
                intercom.tag("t" + intercom.requestCount(), "new");
            }
        });

        assertThat(ids(client.json("/tags").get("data"))).containsExactly("t0");
        assertThat(ids(client.json("/tags").get("data"))).containsExactly("t0", "t1");
    }

    @Test
    void remembers_what_was_asked() {
        client.get("/contacts?per_page=5");
        client.post("/contacts/search", search(filter("id", "=", "a"), 1));
        client.get("/contacts/1/tags");

        Request first = intercom.requests().get(0);
        assertThat(first.method()).isEqualTo("GET");
        assertThat(first.path()).isEqualTo("/contacts");
        assertThat(first.query()).isEqualTo(Map.of("per_page", "5"));
        assertThat(first.version()).isEqualTo("2.16");
        assertThat(first.headers()).doesNotContainKey("authorization");
        assertThat(first.status()).isEqualTo(200);
        assertThat(intercom.requests().get(1).body()).contains("per_page");
        assertThat(intercom.requestCount("GET", "/contacts")).isEqualTo(2);
        assertThat(intercom.forgetRequests().requestCount()).isZero();
    }

    @Test
    void counts_without_a_journal() {
        try (FakeIntercom counting = FakeIntercom.builder().withoutJournal().start()) {
            new TestClient(counting).get("/contacts/1/tags");
            new TestClient(counting).get("/contacts/2/tags");

            assertThat(counting.requestCount()).isEqualTo(2);
            assertThat(counting.requestCount("GET", "/contacts/*/tags")).isEqualTo(2);
            assertThatThrownBy(counting::requests).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refuses_plans_that_mean_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> intercom.failNext(500, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> InjectedFault.status(99));
        assertThatIllegalArgumentException().isThrownBy(() -> InjectedFault.delay(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> intercom.deny("/tags", 404));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeIntercom.builder().contacts(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeIntercom.builder().apiVersion("3.0"));
        assertThat(List.of(at(client.json("/me"), "app", "timezone"))).containsExactly("America/Los_Angeles");
    }

    @Test
    void tells_the_time_and_tells_it_wrong_where_a_fault_says_so() {
        intercom.fail("/me", InjectedFault.clock(Duration.ofDays(365)), 1)
                .fail(
                        "/me",
                        InjectedFault.headers(Map.of("date", "Thu, 01 Jan 1990 00:00:00 GMT", "Retry-After", "86400")),
                        1)
                .fail("/me", InjectedFault.headers(Map.of("Date", "", "x-ratelimit-reset", "")), 1);

        Instant ahead = date(client.get("/me"));
        HttpResponse<String> behind = client.get("/me");
        HttpResponse<String> silent = client.get("/me");
        HttpResponse<String> right = client.get("/me");

        assertThat(Duration.between(date(right), ahead)).isBetween(Duration.ofDays(364), Duration.ofDays(366));
        assertThat(behind.headers().allValues("Date")).containsExactly("Thu, 01 Jan 1990 00:00:00 GMT");
        assertThat(behind.headers().firstValue("Retry-After")).contains("86400");
        assertThat(silent.headers().map()).doesNotContainKeys("date", "x-ratelimit-reset");
        assertThat(right.headers().allValues("Date")).hasSize(1);
        assertThat(date(right)).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(silent.statusCode()).isEqualTo(200);
    }

    private static Instant date(HttpResponse<String> answer) {
        return ZonedDateTime.parse(answer.headers().firstValue("Date").orElseThrow(), RFC_1123_DATE_TIME)
                .toInstant();
    }
}
