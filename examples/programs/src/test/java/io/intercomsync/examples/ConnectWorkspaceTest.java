package io.intercomsync.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.oauth.AccessToken;
import io.intercomsync.oauth.IntercomOAuth;
import io.intercomsync.sink.InMemorySink;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser at the program and at the fake's consent page. */
class ConnectWorkspaceTest {
    private final List<AccessToken> connected = new ArrayList<>();
    private HttpServer server;
    private FakeIntercom fake;
    private URI home;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        home = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        URI redirect = home.resolve("/callback");
        fake = FakeIntercom.builder()
                .contacts(40)
                .oauthApp("id", "secret", redirect.toString())
                .start();
        URI intercom = URI.create(fake.url());
        IntercomOAuth oauth = IntercomOAuth.builder("id", "secret", redirect)
                .authorizeBaseUrl(intercom)
                .baseUrl(intercom)
                .build();
        new ConnectWorkspace(oauth, connected::add).addTo(server);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        fake.close();
    }

    @Test
    void a_person_who_approves_connects_the_workspace() throws Exception {
        HttpClient browser = browser();
        URI consentPage = target(get(browser, home.resolve("/connect")));

        HttpResponse<String> done = get(browser, fake.approve(consentPage));

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        try (IntercomClient client = connected.get(0).client().build()) {
            assertThat(SyncEngine.builder(client, new InMemorySink())
                            .build()
                            .sync()
                            .isComplete())
                    .isTrue();
        }
    }

    @Test
    void a_person_who_denies_reads_what_to_do() throws Exception {
        HttpClient browser = browser();
        URI consentPage = target(get(browser, home.resolve("/connect")));

        HttpResponse<String> done = get(browser, fake.deny(consentPage));

        assertThat(done.body()).contains("denied");
        assertThat(connected).isEmpty();
    }

    @Test
    void a_link_from_somebody_else_connects_nothing() throws Exception {
        URI consentPage = target(get(browser(), home.resolve("/connect")));
        HttpClient victim = browser();
        get(victim, home.resolve("/connect"));

        HttpResponse<String> done = get(victim, fake.approve(consentPage));

        assertThat(done.statusCode()).isEqualTo(400);
        assertThat(done.body()).contains("state");
        assertThat(connected).isEmpty();
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static HttpResponse<String> get(HttpClient browser, URI address) throws Exception {
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static URI target(HttpResponse<String> redirect) {
        return URI.create(redirect.headers().firstValue("Location").orElseThrow());
    }
}
