package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Calls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to the server: through a proxy, and with trust in keys of one's own. */
class RoutesTest extends HttpClientTest {
    private static final String NOTHING = "{\"type\":\"list\",\"data\":[]}";

    @TempDir
    Path folder;

    private SelfSignedKey key;
    private TestServer secure;

    @BeforeEach
    void start() throws Exception {
        key = new SelfSignedKey(folder);
        secure = key.server().then(NOTHING);
        server.then(NOTHING);
    }

    @AfterEach
    void stopSecure() {
        secure.close();
    }

    @Test
    void does_not_trust_a_key_that_nobody_vouches_for_and_does_not_try_again() {
        Calls trusting = connection(settings -> settings.baseUrl(secure.url())).calls();

        assertThatThrownBy(trusting::tags)
                .isInstanceOf(TransportException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class);

        assertThat(secure.asked()).isEmpty();
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void trusts_the_key_that_it_is_told_to() throws Exception {
        Calls trusting = trusting(null);

        assertThat(trusting.tags().items()).isEmpty();

        assertThat(secure.asked().get(0).header("Authorization")).isEqualTo("Bearer " + TOKEN);
    }

    @Test
    void refuses_a_trusted_key_of_another_host() throws Exception {
        URI other = URI.create("https://localhost:" + secure.port() + "/");
        Calls trusting = connection(settings -> {
                    try {
                        return settings.baseUrl(other).trusting(key.context(), key.trustManager());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .calls();

        assertThatThrownBy(trusting::tags).isInstanceOf(TransportException.class);

        assertThat(secure.asked()).isEmpty();
    }

    @Test
    void asks_through_a_proxy() {
        Proxy proxy =
                new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        Calls calls = connection(settings -> settings.baseUrl(URI.create("http://intercom.invalid/api/"))
                        .proxies(always(proxy)))
                .calls();

        calls.tags();

        assertThat(server.asked().get(0).uri()).hasToString("http://intercom.invalid/api/tags");
    }

    @Test
    void asks_through_a_tunnel_without_telling_the_proxy_the_token() throws Exception {
        try (ConnectProxy tunnel = new ConnectProxy(secure.port())) {
            Calls calls = trusting(tunnel.proxy());

            calls.tags();

            assertThat(secure.asked()).hasSize(1);
            assertThat(tunnel.asked())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:" + secure.port() + " HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContain(TOKEN);
        }
    }

    private Calls trusting(Proxy proxy) throws Exception {
        var context = key.context();
        var trustManager = key.trustManager();
        return connection(settings -> settings.baseUrl(secure.url())
                        .proxies(proxy == null ? null : always(proxy))
                        .trusting(context, trustManager))
                .calls();
    }

    private static ProxySelector always(Proxy proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxy);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException cause) {}
        };
    }
}
