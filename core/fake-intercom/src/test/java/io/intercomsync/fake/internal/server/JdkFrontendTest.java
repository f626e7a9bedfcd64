package io.intercomsync.fake.internal.server;

import static io.intercomsync.fake.TestClient.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.http.InjectedFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The fast server gives the same answers as WireMock. */
class JdkFrontendTest {

    @Test
    void answers_the_same() {
        try (FakeIntercom fast = FakeIntercom.builder().contacts(40).fast().start();
                FakeIntercom usual = FakeIntercom.builder().contacts(40).start()) {
            String path = "/contacts?per_page=40";

            assertThat(new TestClient(fast).get(path).body())
                    .isEqualTo(new TestClient(usual).get(path).body());
            assertThat(new TestClient(fast).get("/contacts/none?a=%20b").statusCode())
                    .isEqualTo(404);
            assertThat(fast.requests().get(1).query()).containsEntry("a", " b");
        }
    }

    @Test
    void fails_in_the_same_ways() {
        try (FakeIntercom intercom = FakeIntercom.builder().contacts(40).fast().start()) {
            TestClient client = new TestClient(intercom);
            intercom.fail("/contacts", InjectedFault.reset(), 1);
            assertThatThrownBy(() -> client.post("/contacts/search", Map.of()))
                    .isInstanceOf(UncheckedIOException.class);
            intercom.fail("/contacts", InjectedFault.cutBody(), 1);
            assertThatThrownBy(() -> client.get("/contacts")).isInstanceOf(UncheckedIOException.class);
            intercom.fail("/contacts", InjectedFault.malformedJson(), 1);
            assertThat(client.get("/contacts").body()).doesNotEndWith("}}");
            intercom.fail("/contacts", InjectedFault.emptyBody(), 1);
            assertThat(client.get("/contacts").body()).isEmpty();

            assertThat(at(client.json("/contacts"), "total_count")).isEqualTo(40L);
        }
    }

    @Test
    void lets_hundreds_of_late_answers_wait_side_by_side() {
        Duration latency = Duration.ofMillis(300);
        try (FakeIntercom intercom =
                FakeIntercom.builder().contacts(40).latency(latency).fast().start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(intercom.url() + "/tags"))
                    .header("Authorization", "Bearer " + intercom.token())
                    .build();
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            long start = System.nanoTime();

            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 300)
                    .mapToObj(any -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertThat(taken).isBetween(latency, latency.multipliedBy(30));
        }
    }

    @Test
    void compresses_where_asked_for() throws IOException, InterruptedException {
        try (FakeIntercom intercom =
                FakeIntercom.builder().tags(5).gzip().fast().start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(intercom.url() + "/tags"))
                    .header("Authorization", "Bearer " + intercom.token())
                    .header("Accept-Encoding", "gzip")
                    .build();

            HttpResponse<InputStream> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());

            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(new String(new GZIPInputStream(answer.body()).readAllBytes(), UTF_8))
                    .startsWith("{\"type\":\"list\"");
        }
    }
}
