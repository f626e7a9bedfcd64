package io.intercomsync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.testing.LoggedLines;
import io.intercomsync.testing.ManualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** An app at a fake, and a check of its failures. */
abstract class OAuthTestCase {
    static final String EXCHANGE = "/auth/eagle/token";
    static final String ID = "client-id-1";
    static final String SECRET = "s3cr3t-of-the-app";
    static final URI REDIRECT = URI.create("https://app.example.com/intercom/callback?tenant=7");

    final ManualTime time = new ManualTime();
    final FakeIntercom fake = FakeIntercom.builder()
            .clock(time)
            .oauthApp(ID, SECRET, REDIRECT.toString())
            .start();
    final IntercomOAuth oauth = oauth(SECRET).build();
    final LoggedLines log = new LoggedLines();

    IntercomOAuth.Builder oauth(String secret) {
        URI url = URI.create(fake.url());
        return IntercomOAuth.builder(ID, secret, REDIRECT)
                .authorizeBaseUrl(url)
                .baseUrl(url)
                .clock(time);
    }

    @AfterEach
    void close() {
        assertThat(String.join("\n", log.atLeast(Level.TRACE))).doesNotContain(SECRET);
        log.close();
        fake.close();
    }

    void failsOnExchange(Reason reason, IntercomOAuth by) {
        AuthorizationRequest request = by.begin();
        fails(by, reason, request.state(), fake.approve(request.url()).getRawQuery());
    }

    void fails(Reason reason, @Nullable String bound, String query) {
        fails(oauth, reason, bound, query);
    }

    /** Each failure has its reason, says what to do, and keeps all that is secret. */
    static void fails(IntercomOAuth by, Reason reason, @Nullable String bound, String query) {
        OAuthException failure = catchThrowableOfType(OAuthException.class, () -> by.complete(bound, query));
        assertThat(failure).as(query).isNotNull();
        assertThat(failure.reason()).as(failure.toString()).isEqualTo(reason);
        assertThat(failure.getMessage()).containsAnyOf("connect again", "begin()", "compare");
        assertThat(trace(failure)).doesNotContain(SECRET);
        for (String pair : query.split("&", -1)) {
            String value = pair.substring(pair.indexOf('=') + 1);
            if (value.length() > 8 && !pair.startsWith("error=") && !pair.startsWith("tenant=")) {
                assertThat(trace(failure)).doesNotContain(value);
            }
        }
    }

    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
