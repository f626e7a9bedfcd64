package io.intercomsync.fake.internal.server;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.RequestWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RequestHandlerTest {

    @Test
    void refuses_another_token_without_telling_limits() {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            HttpResponse<String> answer = new TestClient(intercom).send("GET", "/me", "", "wrong");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(code(answer)).isEqualTo("unauthorized");
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-ratelimit"));
        }
    }

    @Test
    void takes_the_token_as_clients_of_the_first_generation_send_it() throws Exception {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            assertThat(statusOf(intercom, intercom.token() + ":")).isEqualTo(200);
            assertThat(statusOf(intercom, "wrong:")).isEqualTo(401);
        }
    }

    private static int statusOf(FakeIntercom intercom, String user) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(intercom.url() + "/me"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test // K53, K56
    void lets_through_so_many_requests_in_each_window_of_ten_seconds() {
        SettableClock clock = new SettableClock("2026-05-10T12:00:07Z");
        try (FakeIntercom intercom =
                FakeIntercom.builder().clock(clock).limit(2).start()) {
            TestClient client = new TestClient(intercom);
            long end = clock.instant().getEpochSecond() + 3;

            HttpResponse<String> first = client.get("/tags");
            assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("2");
            assertThat(first.headers().firstValue("X-RateLimit-Remaining")).contains("1");
            assertThat(first.headers().firstValue("X-RateLimit-Reset")).contains(Long.toString(end));
            assertThat(client.get("/tags").statusCode()).isEqualTo(200);
            HttpResponse<String> third = client.get("/tags");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("Exceeded rate limit of 2 in 10_seconds");

            clock.forward(Duration.ofSeconds(3));
            assertThat(client.get("/tags").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tells_what_each_window_saw() {
        SettableClock clock = new SettableClock("2026-05-10T12:00:07Z");
        try (FakeIntercom intercom =
                FakeIntercom.builder().clock(clock).limit(2).start()) {
            TestClient client = new TestClient(intercom);
            for (int request = 0; request < 3; request++) {
                client.get("/tags");
            }
            clock.forward(Duration.ofSeconds(13));
            client.get("/tags");

            assertThat(intercom.windows())
                    .containsExactly(
                            new RequestWindow(Instant.parse("2026-05-10T12:00:00Z"), 3, 1),
                            new RequestWindow(Instant.parse("2026-05-10T12:00:20Z"), 1, 0));
        }
    }

    @Test
    void can_keep_the_limit_to_itself() {
        try (FakeIntercom intercom =
                FakeIntercom.builder().limit(1).withoutRateHeaders().start()) {
            TestClient client = new TestClient(intercom);

            assertThat(client.get("/tags").headers().firstValue("X-RateLimit-Limit"))
                    .isEmpty();
        }
    }

    @Test
    void says_what_it_does_not_serve_and_knows_no_other_versions() {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            TestClient client = new TestClient(intercom);

            assertThat(client.get("/visitors").body()).contains("the fake does not serve this: GET /visitors");
            assertThat(client.get("/visitors").statusCode()).isEqualTo(501);
            assertThat(client.get("/").statusCode()).isEqualTo(501);
            assertThat(client.post("/tags", Map.of()).statusCode()).isEqualTo(501);
            assertThat(client.get("/contacts/1/banners").statusCode()).isEqualTo(501);
            assertThat(client.get("/contacts/1/2/3").statusCode()).isEqualTo(501);
            assertThat(client.send("DELETE", "/companies/1", "", intercom.token())
                            .statusCode())
                    .isEqualTo(501);
            assertThat(new TestClient(intercom, "1.4").get("/counts").statusCode())
                    .isEqualTo(501);
            assertThat(code(new TestClient(intercom, "2.99").get("/tags"))).isEqualTo("intercom_version_invalid");
            assertThat(code(new TestClient(intercom, "9").get("/tags"))).isEqualTo("intercom_version_invalid");
        }
    }

    @Test
    void tells_the_small_lists_whole() {
        try (FakeIntercom intercom = FakeIntercom.start()) {
            TestClient client = new TestClient(intercom);
            intercom.tag("t", "T").segment("s", Map.of("name", "S")).team("7", Map.of("admin_ids", List.of(274)));
            intercom.admin("274", Map.of("name", "Ann")).dataAttribute("contact", "seats", "integer");
            intercom.dataAttribute("conversation", "orders", "integer");

            assertThat(client.json("/tags")).containsEntry("type", "list");
            assertThat(client.json("/tags/t")).containsEntry("name", "T");
            assertThat(client.json("/segments")).containsEntry("type", "segment.list");
            assertThat(at(client.json("/segments"), "segments", 0)).asString().doesNotContain("count");
            assertThat(at(client.json("/segments?include_count=true"), "segments", 0, "count"))
                    .isEqualTo(0L);
            assertThat(at(client.json("/admins"), "admins", 0)).asString().doesNotContain("avatar");
            assertThat(at(client.json("/admins?display_avatar=true"), "admins", 0, "avatar", "image_url"))
                    .isNotNull();
            assertThat(at(new TestClient(intercom, "2.15").json("/admins"), "admins", 0))
                    .asString()
                    .doesNotContain("role");
            assertThat(ids(client.json("/teams").get("teams"))).containsExactly("7");
            assertThat(client.json("/data_attributes?model=contact").get("data"))
                    .asString()
                    .contains("custom_attributes.seats");
            assertThat(client.json("/conversations/attributes").get("data"))
                    .asString()
                    .contains("orders");
            assertThat(client.get("/data_attributes?model=conversation").statusCode())
                    .isEqualTo(422);
            assertThat(code(client.get("/admins/1"))).isEqualTo("admin_not_found");
            assertThat(code(client.get("/teams/1"))).isEqualTo("team_not_found");
            assertThat(code(client.get("/segments/1"))).isEqualTo("not_found");
            assertThat(at(client.json("/me"), "id")).isEqualTo("274");
            assertThat(at(client.json("/me"), "app", "id_code")).isEqualTo(intercom.workspaceId());

            intercom.delete(ObjectType.ADMINS, "274").delete(ObjectType.TEAMS, "7");

            assertThat(ids(client.json("/admins").get("admins"))).isEmpty();
            assertThat(ids(client.json("/teams").get("teams"))).isEmpty();
        }
    }

    @Test
    void lets_any_number_of_slow_answers_wait_side_by_side() {
        try (FakeIntercom intercom = FakeIntercom.builder()
                .latency(Duration.ofMillis(400))
                .unthrottled()
                .start()) {
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create(intercom.url() + "/tags"))
                    .header("Authorization", "Bearer " + intercom.token())
                    .build();
            long start = System.nanoTime();

            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int at = 0; at < 300; at++) {
                answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(390), Duration.ofSeconds(60));
            assertThat(intercom.requestCount()).isEqualTo(300);
        }
    }

    @Test
    void compresses_when_told_to_and_asked_for() throws IOException, InterruptedException {
        try (FakeIntercom intercom = FakeIntercom.builder().gzip().start()) {
            intercom.tag("t", "T");
            HttpRequest request = HttpRequest.newBuilder(URI.create(intercom.url() + "/tags"))
                    .header("Authorization", "Bearer " + intercom.token())
                    .header("Accept-Encoding", "gzip")
                    .build();

            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                assertThat(plain.readAllBytes()).asString().contains("\"T\"");
            }
            assertThat(new TestClient(intercom).get("/tags").headers().firstValue("Content-Encoding"))
                    .isEmpty();
        }
    }
}
