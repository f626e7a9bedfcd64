package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.internal.api.Calls;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K84: a message has the remedy that Intercom's code calls for. */
class ErrorAdviceTest extends HttpClientTest {
    private static final String ERROR = "{\"type\":\"error.list\",\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | unauthorized | Access Token Invalid | The access token is wrong, or is no longer valid",
                "401 | token_revoked | Revoked | The access token is wrong, or is no longer valid",
                "401 | token_expired | Expired | The access token is wrong, or is no longer valid",
                "403 | token_not_found | None | The access token is wrong, or is no longer valid",
                "401 | missing_authorization | None | The access token is wrong, or is no longer valid",
                "401 | token_blocked | Blocked | Intercom has blocked the access token",
                "403 | token_suspended | Suspended | The workspace is suspended or closed",
                "401 | token_suspended | Suspended | The workspace is suspended or closed",
                "401 | token_unauthorized | Not authorized | The access token does not allow this",
                "403 | forbidden | You do not have the required scope (read_tags) | give the app the permission \"Read tags\"",
                "403 | action_forbidden | lacking scope: read_foo_bar | lacks the scope read_foo_bar",
                "403 | api_plan_restricted | Active subscription needed. | The plan of the workspace does not include this",
                "402 | payment_required | Pay | Intercom waits for a payment",
                "403 | forbidden | Your IP address is not allowed | IP allow-list",
                "401 | ip_not_allowed | Not from here | IP allow-list",
                "400 | intercom_version_invalid | No | choose another one",
                "400 | scroll_exists | One | Another client has Intercom's one scroll open",
                "400 | parameter_invalid | No | whether it still has the chosen API version",
                "422 | unprocessable_entity | No | whether it still has the chosen API version",
                "409 | conflict | No | Something else was changing it at the same time",
            })
    void K84_the_remedy_follows_intercoms_code(int status, String code, String words, String remedy) {
        server.then(status, ERROR.formatted(code, words));

        ApiException thrown = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(thrown).hasMessageContaining(remedy);
        assertThat(thrown.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"403,api_plan_restricted", "402,payment_required", "403,token_suspended", "403,forbidden"})
    void K84_only_a_missing_permission_is_told_as_one(int status, String code) {
        server.then(status, ERROR.formatted(code, "No"));

        ApiException thrown = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(ErrorAdvice.lacksUnnamedPermission(thrown)).isEqualTo(code.equals("forbidden"));
        assertThat(thrown.isForbidden()).isEqualTo(!code.equals("token_suspended"));
        assertThat(thrown.isUnauthorized()).isEqualTo(code.equals("token_suspended"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void K84_a_page_of_a_proxy_is_told_as_one(int status) {
        server.then(status, "\n<!DOCTYPE html><html><h1>Access denied</h1></html>");

        ApiException thrown = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(thrown)
                .hasMessageContaining("HTML page")
                .hasMessageContaining("proxy")
                .hasMessageContaining("127.0.0.1")
                .hasMessageNotContaining("access token");
        assertThat(thrown.isForbidden()).isFalse();
        assertThat(thrown.code()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Forbidden", "{\"message\":\"no\"}", "{\"errors\":[{\"code\":\"forbidden\"}]}"})
    void K84_a_refusal_without_intercoms_form_is_no_missing_permission(String body) {
        server.then(403, body);

        ApiException thrown = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(thrown).hasMessageContaining("does not have the form of Intercom's");
        assertThat(thrown.isForbidden()).isFalse();
    }

    @Test
    void K84_a_page_that_says_that_all_is_well_is_told_as_a_proxys() {
        server.then(200, "<html>Please log in</html>", "Content-Type", "text/html; charset=utf-8");

        assertThat(catchThrowableOfType(ApiException.class, calls::tags)).hasMessageContaining("HTML page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void K84_a_false_content_encoding_is_told(String encoding) {
        server.then(exchange -> TestServer.send(
                exchange,
                200,
                "{\"type\":\"list\",\"data\":[ ]} and more, not packed".getBytes(StandardCharsets.UTF_8),
                "Content-Encoding",
                encoding));

        assertThat(catchThrowableOfType(IntercomSyncException.class, calls::tags))
                .hasMessageContaining("Content-Encoding says " + encoding)
                .hasMessageNotContaining("whether this machine can reach it");
    }

    @Test
    void K84_a_workspace_that_is_not_found_leads_to_the_base_url() {
        Calls atPath = connection(settings -> settings.baseUrl(server.url().resolve("/v2/")))
                .calls();
        server.then(404, ERROR.formatted("not_found", "Resource Not Found")).then(404, "<html>none</html>");

        assertThat(catchThrowableOfType(ApiException.class, atPath::me))
                .hasMessageContaining("check the base URL")
                .hasMessageContaining("/v2/")
                .hasMessageContaining("no path");
        assertThat(catchThrowableOfType(ApiException.class, calls::me))
                .hasMessageContaining("check the base URL")
                .hasMessageNotContaining("no path");
    }

    @Test
    void K84_nothing_is_advised_where_an_error_did_not_come_whole() {
        server.thenCutOff(403, ERROR.formatted("forbidden", "No"));

        assertThat(catchThrowableOfType(ApiException.class, calls::tags)).hasMessageNotContaining("proxy");
    }
}
