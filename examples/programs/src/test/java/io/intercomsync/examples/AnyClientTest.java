package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

@FakeIntercomTest(contacts = 200, conversations = 50)
class AnyClientTest {

    @Test
    void sees_a_fault_that_passes(FakeIntercom intercom) throws Exception {
        intercom.contact("u1", Map.of("name", "Ada")).failNext(502);
        HttpRequest request = HttpRequest.newBuilder(URI.create(intercom.url() + "/contacts/u1"))
                .header("Authorization", "Bearer " + intercom.token())
                .build();
        HttpClient client = HttpClient.newHttpClient();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(502);
        assertThat(client.send(request, BodyHandlers.ofString()).body()).contains("Ada");

        assertThat(intercom.requestCount("GET", "/contacts")).isEqualTo(2);
    }
}
