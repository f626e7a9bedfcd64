package io.intercomsync.fake.internal.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.intercomsync.fake.http.InjectedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Serves with WireMock, which can also reset connections. No other class knows WireMock. */
public final class WireMockFrontend implements HttpFrontend {

    private static final String NAME = "intercom";
    /** A delay holds no thread, but making an answer does, and a client may send many requests at once. */
    private static final int THREADS = 160;

    private final WireMockServer wireMock;
    private final int port;

    public WireMockFrontend(int port, RequestHandler handler, boolean isCompressing) {
        wireMock = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(THREADS)
                .jettyAcceptQueueSize(512)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(8)
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .gzipDisabled(true)
                .extensions(new Bridge(handler, isCompressing)));
        wireMock.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(NAME)));
        try {
            wireMock.start();
        } catch (FatalStartupException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, cause(e));
        }
        this.port = wireMock.port();
    }

    /** Returns the cause of WireMock's exception, because no other class should know WireMock's types. */
    private static IOException cause(FatalStartupException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException found) {
                return found;
            }
        }
        return new IOException(failure.getMessage());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        wireMock.stop();
    }

    private record Bridge(RequestHandler handler, boolean isCompressing) implements ResponseDefinitionTransformerV2 {

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            Map<String, String> headers = new HashMap<>();
            for (HttpHeader header : request.getHeaders().all()) {
                headers.put(header.key().toLowerCase(Locale.ROOT), header.firstValue());
            }
            HttpReply reply = handler.answer(
                    request.getMethod().getName().toUpperCase(Locale.ROOT),
                    request.getUrl(),
                    headers,
                    request.getBodyAsString());
            boolean compress =
                    isCompressing && headers.getOrDefault("accept-encoding", "").contains("gzip");
            return definition(reply, compress);
        }

        private static ResponseDefinition definition(HttpReply reply, boolean compress) {
            ResponseDefinitionBuilder response = aResponse();
            if (reply.delayMillis() > 0) {
                response.withFixedDelay((int) Math.min(Integer.MAX_VALUE, reply.delayMillis()));
            }
            if (reply.kind() == InjectedFault.Kind.RESET) {
                return response.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
                        .build();
            }
            response.withStatus(reply.status());
            reply.headers().forEach((name, value) -> response.withHeader(name, value));
            byte[] body = reply.bytes(compress);
            if (compress && body.length > 0) {
                response.withHeader("Content-Encoding", "gzip");
            }
            if (reply.kind() == InjectedFault.Kind.CUT) {
                response.withHeader("Content-Length", Integer.toString(body.length));
                body = Arrays.copyOf(body, body.length / 2);
            }
            return response.withBody(body).build();
        }
    }
}
