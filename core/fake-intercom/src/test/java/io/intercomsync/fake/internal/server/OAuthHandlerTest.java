package io.intercomsync.fake.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuthHandlerTest {
    private static final String REDIRECT = "https://app.example.com/callback";
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");
    private final FakeIntercom fake = FakeIntercom.builder()
            .clock(clock)
            .oauthApp("id", "secret", REDIRECT)
            .start();
    private final TestClient client = new TestClient(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void the_form_of_the_consent_page_leads_back_with_a_code_or_an_error() {
        HttpResponse<String> page = client.send("GET", consentPage("a\"<&'b"), "", "none");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<form method=\"post\" action=\"/oauth\">")
                .contains("value=\"a&quot;&lt;&amp;'b\"");

        HttpResponse<String> approved = client.send("POST", "/oauth", fields(page.body()) + "decision=approve", "none");
        HttpResponse<String> denied = client.send("POST", "/oauth", fields(page.body()) + "decision=deny", "none");

        assertThat(approved.statusCode()).isEqualTo(302);
        assertThat(approved.headers().firstValue("Location").orElse(""))
                .matches(Pattern.quote(REDIRECT) + "\\?code=[^&]+==&state=a%22%3C%26%27b");
        assertThat(denied.headers().firstValue("Location"))
                .hasValue(REDIRECT + "?error=access_denied&state=a%22%3C%26%27b");
    }

    @Test
    void a_consent_page_of_an_unknown_app_or_address_sends_nobody_anywhere() {
        for (String page : new String[] {
            "/oauth?client_id=other&state=s",
            "/oauth?state=s",
            "/oauth?client_id=id&redirect_uri=https://evil.example.com/"
        }) {
            assertThat(client.send("GET", page, "", "none").statusCode()).isEqualTo(400);
            HttpResponse<String> forced =
                    client.send("POST", "/oauth", page.substring("/oauth?".length()) + "&decision=approve", "none");
            assertThat(forced.statusCode()).isEqualTo(400);
            assertThat(forced.headers().firstValue("Location")).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> fake.approve(URI.create(fake.url() + page)));
        }
    }

    @Test
    void a_code_is_good_for_one_token_which_is_good_until_it_is_revoked() {
        String code = code();

        HttpResponse<String> answer = exchange(code, "secret");

        String token = String.valueOf(TestClient.object(answer).get("access_token"));
        assertThat(TestClient.object(answer)).containsEntry("token", token).containsEntry("token_type", "Bearer");
        assertThat(client.send("GET", "/me", "", token).statusCode()).isEqualTo(200);
        assertThat(exchange(code, "secret").body()).contains("Unauthorized Code");
        fake.revoke(token);
        assertThat(client.send("GET", "/me", "", token).statusCode()).isEqualTo(401);
        assertThat(client.get("/me").statusCode()).isEqualTo(200);
        assertThatIllegalArgumentException().isThrownBy(() -> fake.revoke(token));
    }

    @Test
    void a_wrong_secret_a_lost_equals_sign_and_an_old_code_get_no_token() {
        String code = code();

        assertThat(exchange(code, "wrong").statusCode()).isEqualTo(401);
        assertThat(exchange(code.substring(0, code.length() - 1), "secret").body())
                .contains("Unauthorized Code");
        clock.forward(Duration.ofMinutes(5));
        assertThat(exchange(code, "secret").body()).contains("Unauthorized Code");
        assertThat(exchange(code(), "secret").statusCode()).isEqualTo(200);
    }

    private String code() {
        String target = fake.approve(URI.create(fake.url() + consentPage("s"))).getQuery();
        return target.replaceAll("code=(.*)&state=.*", "$1");
    }

    private HttpResponse<String> exchange(String code, String secret) {
        String form = "code=" + URLEncoder.encode(code, UTF_8) + "&client_id=id&client_secret=" + secret;
        return client.send("POST", "/auth/eagle/token", form, "none");
    }

    private static String consentPage(String state) {
        return "/oauth?client_id=id&state=" + URLEncoder.encode(state, UTF_8) + "&redirect_uri="
                + URLEncoder.encode(REDIRECT, UTF_8);
    }

    /** Returns the hidden fields as a browser sends them. */
    private static String fields(String page) {
        return FIELD.matcher(page)
                .results()
                .map((MatchResult field) ->
                        field.group(1) + "=" + URLEncoder.encode(shown(field.group(2)), UTF_8) + "&")
                .collect(Collectors.joining());
    }

    private static String shown(String html) {
        return html.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
