package io.intercomsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.intercomsync.fake.FakeIntercom;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntercomClientTest {
    private static final String TOKEN = "dG9rOmEtc2VjcmV0";

    @Test
    void reaches_the_workspace_of_its_token_at_the_base_url() {
        try (FakeIntercom fake = FakeIntercom.builder().start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build()) {
            assertThat(client.connection().calls().me().workspace()).isNotEmpty();
        }
    }

    @Test
    void goes_through_its_proxy() {
        try (FakeIntercom fake = FakeIntercom.builder().start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create("http://intercom.invalid"))
                        .allowPlainHttp()
                        .proxy(proxyAt(URI.create(fake.url())))
                        .build()) {
            assertThat(client.connection().calls().me().workspace()).isNotEmpty();
        }
    }

    private static Proxy proxyAt(URI url) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(url.getHost(), url.getPort()));
    }

    @Test
    void shows_where_it_points_to_and_not_the_token() {
        IntercomClient.Builder builder = IntercomClient.builder(TOKEN);

        assertThat(builder).hasToString("IntercomClient.Builder[https://api.intercom.io/ (Intercom-Version 2.16)]");
        assertThat(builder.region(Region.EU).apiVersion(ApiVersion.of("2.14")).build())
                .hasToString("IntercomClient[https://api.eu.intercom.io/ (Intercom-Version 2.14)]");
    }

    @ParameterizedTest
    @EnumSource
    void every_region_has_a_host_of_intercoms_by_https(Region region) {
        assertThat(region.baseUrl()).hasScheme("https").hasPath("/");
        assertThat(region.baseUrl().getHost()).startsWith("api.").endsWith("intercom.io");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\r\nX: y", "é", "a\u0000"})
    void refuses_what_can_be_no_token_without_showing_it(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntercomClient.builder(token))
                .withMessageStartingWith("The access token must be one line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example",
                "api.intercom.io",
                "/api",
                "mailto:a@b.example",
                "https://u:p@a.example",
                "https://a.example?x=1",
                "https://a.example#x",
                "https://a.example:0",
                "https://a.example:65536"
            })
    void refuses_a_base_url_that_is_no_host_or_has_too_much_in_it(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntercomClient.builder(TOKEN).baseUrl(URI.create(url)))
                .withMessageStartingWith("baseUrl must")
                .withMessageNotContaining("u:p");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.example/",
                "HTTP://gateway.example:8080/api/",
                "http://127.0.0.1.example/",
                "http://localhost.example/",
                "http://10.0.0.1/",
                "http://[2001:db8::1]/"
            })
    void K91_refuses_plain_http_beyond_this_machine_unless_that_is_allowed(String url) {
        IntercomClient.Builder builder = IntercomClient.builder(TOKEN).baseUrl(URI.create(url));

        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessageStartingWith("baseUrl would send the access token unencrypted to ")
                .withMessageContaining("allowPlainHttp()");
        assertThatNoException()
                .isThrownBy(() -> builder.allowPlainHttp().build().close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/",
                "http://LOCALHOST/",
                "http://127.0.0.1:1/",
                "http://127.1.2.3/",
                "http://[::1]/",
                "https://gateway.example/"
            })
    void K91_takes_plain_http_on_this_machine_and_https_anywhere(String url) {
        assertThatNoException()
                .isThrownBy(() -> IntercomClient.builder(TOKEN)
                        .baseUrl(URI.create(url))
                        .build()
                        .close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "P1DT0.000000001S", "P6D", "PT2562047788015215H30M7.999999999S"})
    void refuses_timeouts_that_the_connection_could_not_keep(Duration timeout) {
        IntercomClient.Builder builder = IntercomClient.builder(TOKEN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.connectTimeout(timeout))
                .withMessage("connectTimeout must be from PT0.001S to PT24H: " + timeout);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.readTimeout(timeout))
                .withMessage("readTimeout must be from PT0.001S to PT24H: " + timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "P1D"})
    void takes_the_shortest_and_the_longest_timeouts(Duration timeout) {
        IntercomClient.Builder builder =
                IntercomClient.builder(TOKEN).connectTimeout(timeout).readTimeout(timeout);

        assertThatNoException().isThrownBy(() -> builder.build().close());
    }

    @Test
    void names_what_is_null_at_once() {
        IntercomClient.Builder builder = IntercomClient.builder(TOKEN);

        assertNamed("accessToken", () -> IntercomClient.builder(null));
        assertNamed("region", () -> builder.region(null));
        assertNamed("baseUrl", () -> builder.baseUrl(null));
        assertNamed("version", () -> builder.apiVersion(null));
        assertNamed("connectTimeout", () -> builder.connectTimeout(null));
        assertNamed("readTimeout", () -> builder.readTimeout(null));
        assertNamed("proxies", () -> builder.proxy((ProxySelector) null));
        assertNamed("proxy", () -> builder.proxy((Proxy) null));
        assertNamed("context", () -> builder.sslContext(null, null));
        assertNamed("userAgent", () -> builder.userAgent(null));
        assertNamed("maxRetryDuration", () -> builder.maxRetryDuration(null));
    }

    private static void assertNamed(String name, ThrowingCallable set) {
        assertThatNullPointerException().isThrownBy(set).withMessage(name);
    }

    @Test
    void refuses_settings_out_of_range_at_once() {
        IntercomClient.Builder builder = IntercomClient.builder(TOKEN);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.readTimeout(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxResponseBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.shareOfRateLimit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.shareOfRateLimit(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.shareOfRateLimit(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRetryDuration(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent("a\r\nX: y"));
    }
}
