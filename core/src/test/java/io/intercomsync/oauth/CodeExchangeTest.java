package io.intercomsync.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.internal.http.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeExchangeTest extends OAuthTestCase {
    @Test
    void a_code_passes_unchanged_whatever_characters_it_has() {
        for (String code : List.of("abc=", "a+b/c==", "a%2Bb%2Fc%3D%3D", "~.-_=")) {
            AuthorizationRequest request = oauth.begin();

            fails(Reason.INVALID_CODE, request.state(), "state=" + request.state() + "&code=" + code);

            String sent = fake.requests().get(fake.requests().size() - 1).body();
            String wanted = code.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
            assertThat(URLDecoder.decode(sent, UTF_8)).contains("code=" + wanted + "&client_id=");
        }
    }

    @Test
    void sends_a_form_with_three_fields_and_nothing_else_that_is_secret() {
        AuthorizationRequest request = oauth.begin();

        oauth.complete(request.state(), fake.approve(request.url()).getRawQuery());

        assertThat(fake.requests()).singleElement().satisfies(sent -> {
            assertThat(sent.method() + " " + sent.path()).isEqualTo("POST " + EXCHANGE);
            assertThat(sent.headers().get("content-type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(sent.query()).isEmpty();
            assertThat(sent.body()).matches("code=[^&]+&client_id=" + ID + "&client_secret=" + SECRET);
        });
    }

    @Test
    void takes_the_token_under_either_name() {
        for (String body : List.of(
                "{\"token\":\"t1\"}", "{\"access_token\":\"t1\"}", "{\"access_token\":\"t1\",\"token\":\"t2\"}")) {
            fake.fail(EXCHANGE, InjectedFault.answer(200, "application/json", body), 1);
            AuthorizationRequest request = oauth.begin();

            assertThat(oauth.complete(request.state(), "code=c&state=" + request.state())
                            .value())
                    .isEqualTo("t1");
        }
    }

    @Test
    void says_that_a_code_is_used_too_old_or_changed() {
        AuthorizationRequest first = oauth.begin();
        String code = fake.approve(first.url()).getRawQuery().replaceAll(".*code=([^&]*).*", "$1");
        oauth.complete(first.state(), "code=" + code + "&state=" + first.state());
        AuthorizationRequest again = oauth.begin();
        fails(Reason.INVALID_CODE, again.state(), "code=" + code + "&state=" + again.state());

        AuthorizationRequest late = oauth.begin();
        String answer = fake.approve(late.url()).getRawQuery();
        time.advance(Duration.ofMinutes(5));
        fails(Reason.INVALID_CODE, late.state(), answer);

        AuthorizationRequest cut = oauth.begin();
        fails(
                Reason.INVALID_CODE,
                cut.state(),
                fake.approve(cut.url()).getRawQuery().replace("==&", "&"));
    }

    @Test
    void says_that_the_client_secret_is_wrong() {
        IntercomOAuth wrong = oauth("wrong-secret").build();
        AuthorizationRequest request = wrong.begin();

        OAuthException failure = catchThrowableOfType(
                OAuthException.class,
                () -> wrong.complete(
                        request.state(), fake.approve(request.url()).getRawQuery()));

        assertThat(failure.reason()).isEqualTo(Reason.INVALID_CLIENT);
        assertThat(failure).hasMessageContaining("client secret").hasMessageContaining("Developer Hub");
        assertThat(trace(failure)).doesNotContain("wrong-secret");
    }

    @Test
    void says_that_intercom_cannot_be_reached_and_asks_once() throws Exception {
        for (InjectedFault fault : List.of(
                InjectedFault.status(503),
                InjectedFault.status(429),
                InjectedFault.status(408),
                InjectedFault.reset())) {
            fake.forgetRequests().clearFaults().fail(EXCHANGE, fault, Integer.MAX_VALUE);
            failsOnExchange(Reason.UNAVAILABLE, oauth);
            assertThat(fake.requestCount()).isEqualTo(1);
        }

        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        failsOnExchange(
                Reason.UNAVAILABLE,
                oauth(SECRET).baseUrl(URI.create("http://127.0.0.1:" + port)).build());
        Proxy nowhere = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        failsOnExchange(Reason.UNAVAILABLE, oauth(SECRET).proxy(nowhere).build());
    }

    @Test
    void waits_for_an_answer_no_longer_than_it_is_told_to() {
        fake.fail(EXCHANGE, InjectedFault.delay(Duration.ofSeconds(30)), 1);

        failsOnExchange(
                Reason.UNAVAILABLE,
                oauth(SECRET).readTimeout(Duration.ofMillis(50)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: -5", "HTTP/1.1 -99 OK\r\nContent-Length: 0"})
    void an_answer_that_is_no_http_is_told_as_such(String head) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    StringBuilder asked = new StringBuilder();
                    while (asked.indexOf(SECRET) < 0) {
                        asked.append((char) socket.getInputStream().read());
                    }
                    socket.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            failsOnExchange(
                    Reason.UNAVAILABLE,
                    oauth(SECRET)
                            .baseUrl(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                            .build());

            assertThat(answering).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void an_interrupted_exchange_leaves_the_flag() {
        AuthorizationRequest request = oauth.begin();
        fake.fail(EXCHANGE, InjectedFault.delay(Duration.ofSeconds(30)), 1);
        Thread.currentThread().interrupt();

        fails(Reason.UNAVAILABLE, request.state(), "code=c&state=" + request.state());

        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"token\":7}",
                "{\"token\":\"\"}",
                "{\"token\":\"a b\"}",
                "{\"token\":\"tok",
                "<html>welcome</html>"
            })
    void an_answer_without_a_token_is_told(String body) {
        fake.fail(EXCHANGE, InjectedFault.answer(200, "application/json", body), 1);

        failsOnExchange(Reason.UNREADABLE_ANSWER, oauth);
    }

    @Test
    void an_answer_without_a_body_is_no_redirect() {
        fake.fail(EXCHANGE, InjectedFault.answer(204, "application/json", ""), 1);
        AuthorizationRequest request = oauth.begin();

        OAuthException failure = catchThrowableOfType(
                OAuthException.class,
                () -> oauth.complete(
                        request.state(), fake.approve(request.url()).getRawQuery()));

        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_ANSWER);
        assertThat(failure).hasMessageContainingAll("HTTP 204", "no access token");
    }

    @Test
    void an_answer_of_somebody_on_the_way_is_told() {
        for (InjectedFault fault : List.of(
                InjectedFault.html(403),
                InjectedFault.answer(302, "text/plain", ""),
                InjectedFault.answer(404, "application/json", "{}"),
                InjectedFault.cutBody(),
                InjectedFault.answer(200, "application/json", "{\"token\":\"" + "t".repeat(100_000) + "\"}"),
                InjectedFault.answer(200, "application/json", "[".repeat(60_000)))) {
            fake.clearFaults().fail(EXCHANGE, fault, 1);
            AuthorizationRequest request = oauth.begin();
            OAuthException failure = catchThrowableOfType(
                    OAuthException.class,
                    () -> oauth.complete(
                            request.state(), fake.approve(request.url()).getRawQuery()));
            assertThat(failure.reason()).isIn(Reason.UNREADABLE_ANSWER, Reason.UNAVAILABLE);
        }
    }

    /** K113: the header says that a file name follows, which has no end; or the little that comes becomes a lot. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_compressed_answer_without_end_fills_no_memory(boolean isHeader) throws Exception {
        AtomicLong sent = new AtomicLong();
        byte[] part = isHeader ? "x".repeat(1 << 16).getBytes(UTF_8) : packed(new byte[8 << 20]);
        try (RawServer server = new RawServer((line, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            out.write(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0}, 0, isHeader ? 10 : 0);
            for (int i = 0; i < 1_000; i++) {
                out.write(part);
                sent.addAndGet(part.length);
            }
            throw new IOException("end");
        })) {
            IntercomOAuth mine = oauth(SECRET).baseUrl(server.url()).build();

            failsOnExchange(Reason.UNREADABLE_ANSWER, mine);

            assertThat(sent.get()).isLessThan(16 << 20);
        }
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void another_refusal_names_both_values_of_the_app() {
        fake.fail(EXCHANGE, InjectedFault.status(403, "forbidden", "No " + SECRET), 1);

        failsOnExchange(Reason.REFUSED, oauth);
    }
}
