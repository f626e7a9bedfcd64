package io.intercomsync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.IntercomClient;
import io.intercomsync.Region;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.sink.InMemorySink;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntercomOAuthTest extends OAuthTestCase {
    @Test
    void connects_a_workspace_whose_token_then_reads_it() {
        fake.contact("u1");
        AuthorizationRequest request = oauth.begin();

        AccessToken token =
                oauth.complete(request.state(), fake.approve(request.url()).getRawQuery());

        InMemorySink sink = new InMemorySink();
        try (IntercomClient client = token.client().build()) {
            assertThat(SyncEngine.builder(client, sink).build().sync().isComplete())
                    .isTrue();
        }
        assertThat(token.value()).isNotEqualTo(fake.token());
    }

    @Test
    void the_address_of_the_consent_page_names_the_app_the_state_and_where_to_return() {
        AuthorizationRequest request = IntercomOAuth.builder(ID, SECRET, REDIRECT)
                .region(Region.EU)
                .clock(time)
                .build()
                .begin();

        assertThat(request.url())
                .hasScheme("https")
                .hasHost("app.eu.intercom.com")
                .hasPath("/oauth")
                .hasParameter("client_id", ID)
                .hasParameter("state", request.state())
                .hasParameter("redirect_uri", REDIRECT.toString());
        assertThat(request.url().toString()).doesNotContain(SECRET);
        assertThat(request.expiresAt()).isEqualTo(time.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void says_that_consent_was_denied() {
        AuthorizationRequest request = oauth.begin();

        fails(Reason.CONSENT_DENIED, request.state(), fake.deny(request.url()).getRawQuery());

        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void refuses_a_state_that_is_not_the_one_of_the_session() {
        AuthorizationRequest mine = oauth.begin();
        AuthorizationRequest theirs = oauth.begin();
        String query = fake.approve(theirs.url()).getRawQuery();

        fails(Reason.FOREIGN_STATE, mine.state(), query);
        fails(Reason.FOREIGN_STATE, null, query);
        fails(Reason.FOREIGN_STATE, mine.state(), "code=c");
        fails(Reason.FOREIGN_STATE, "forged", "code=c&state=forged");

        assertThat(fake.requests()).isEmpty();
        oauth.complete(theirs.state(), query); // the attempts have not used it up
    }

    @Test
    void refuses_a_second_callback_and_one_that_comes_too_late() {
        AuthorizationRequest request = oauth.begin();
        String query = fake.approve(request.url()).getRawQuery();
        oauth.complete(request.state(), query);
        fails(Reason.USED_STATE, request.state(), query);

        AuthorizationRequest late = oauth.begin();
        String answer = fake.approve(late.url()).getRawQuery();
        time.advance(Duration.ofMinutes(10));
        fails(Reason.EXPIRED_STATE, late.state(), answer);

        assertThat(fake.requestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code=c&code=d", "error=server_error", "code=", "code=%", "x"})
    void a_callback_that_is_none_is_told(String rest) {
        String state = oauth.begin().state();

        fails(
                Reason.INVALID_CALLBACK,
                state,
                rest.isEmpty() ? "" : rest + (rest.equals("x") ? "=" + "y".repeat(9_000) : "&state=" + state));
        fails(Reason.INVALID_CALLBACK, state, "state=" + state + "&state=" + state + "&code=c");
    }

    @Test
    void no_text_of_any_object_shows_a_secret() {
        AuthorizationRequest request = oauth.begin();
        URI callback = fake.approve(request.url());
        AccessToken token = oauth.complete(request.state(), callback.getRawQuery());

        String all = oauth + " " + oauth(SECRET) + " " + request + " " + token + " " + token.client() + " "
                + Callback.of(callback.getRawQuery());

        assertThat(all)
                .doesNotContain(SECRET)
                .doesNotContain(request.state())
                .doesNotContain(token.value())
                .doesNotContain(Callback.of(callback.getRawQuery()).consent());
    }

    @Test
    void a_builder_that_is_used_again_does_not_change_what_it_built() {
        IntercomOAuth.Builder builder = oauth(SECRET);
        IntercomOAuth built = builder.build();
        builder.region(Region.AU);

        assertThat(built.begin().url().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void refuses_values_that_cannot_be_right() {
        for (String redirect : List.of(
                "http://app.example.com/",
                "ftp://localhost/",
                "callback",
                "https://u@app.example.com/",
                "https://app.example.com/#a")) {
            assertThatIllegalArgumentException()
                    .as(redirect)
                    .isThrownBy(() -> IntercomOAuth.builder(ID, SECRET, URI.create(redirect)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> IntercomOAuth.builder("", SECRET, REDIRECT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntercomOAuth.builder(ID, "a b" + SECRET, REDIRECT))
                .withMessageNotContaining(SECRET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> oauth(SECRET).baseUrl(URI.create("http://gateway.example.com")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> oauth(SECRET).authorizeBaseUrl(URI.create("http://gateway.example.com")));
        assertThatIllegalArgumentException().isThrownBy(() -> oauth(SECRET).readTimeout(Duration.ZERO));
        IntercomOAuth.builder(ID, SECRET, URI.create("http://localhost:8080/callback"));
    }
}
