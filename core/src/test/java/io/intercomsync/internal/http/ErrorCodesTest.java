package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K84: each code that Intercom documents is told with its remedy, and counts as what it is. */
class ErrorCodesTest extends HttpClientTest {
    private static final String ERROR = "{\"type\":\"error.list\",\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | unauthorized | TOKEN | The access token is wrong",
                "401 | token_unauthorized | FORBIDDEN | does not allow this",
                "401 | token_not_found | TOKEN | The access token is wrong",
                "403 | token_not_found | TOKEN | The access token is wrong",
                "401 | token_revoked | TOKEN | The access token is wrong",
                "403 | token_revoked | TOKEN | The access token is wrong",
                "401 | token_blocked | TOKEN | has blocked the access token",
                "403 | token_blocked | TOKEN | has blocked the access token",
                "401 | token_expired | TOKEN | The access token is wrong",
                "403 | token_expired | TOKEN | The access token is wrong",
                "401 | token_suspended | TOKEN | suspended or closed",
                "403 | token_suspended | TOKEN | suspended or closed",
                "401 | missing_authorization | TOKEN | The access token is wrong",
                "403 | missing_authorization | TOKEN | The access token is wrong",
                "403 | forbidden | FORBIDDEN | does not allow this",
                "403 | action_forbidden | FORBIDDEN | does not allow this",
                "403 | api_plan_restricted | FORBIDDEN | The plan of the workspace",
                "402 | payment_required | FORBIDDEN | billing",
                "404 | not_found | NOT_FOUND | ",
                "404 | company_not_found | NOT_FOUND | ",
                "404 | admin_not_found | NOT_FOUND | ",
                "404 | team_not_found | NOT_FOUND | ",
                "404 | conversation_not_found | NOT_FOUND | ",
                "404 | tag_not_found | NOT_FOUND | ",
                "404 | conversation_part_or_message_not_found | NOT_FOUND | ",
                "410 | contact_merged | NOT_FOUND | ",
                "400 | bad_request | PERMANENT | the chosen API version",
                "400 | scroll_exists | PERMANENT | one scroll open",
                "400 | client_error | PERMANENT | the chosen API version",
                "400 | parameter_invalid | PERMANENT | the chosen API version",
                "400 | parameter_not_found | PERMANENT | the chosen API version",
                "400 | parameter_missing | PERMANENT | the chosen API version",
                "400 | missing_parameter | PERMANENT | the chosen API version",
                "400 | type_mismatch | PERMANENT | the chosen API version",
                "400 | invalid_field | PERMANENT | the chosen API version",
                "400 | invalid_sort_order | PERMANENT | the chosen API version",
                "422 | data_invalid | PERMANENT | the chosen API version",
                "422 | unprocessable_entity | PERMANENT | the chosen API version",
                "400 | intercom_version_invalid | PERMANENT | choose another one",
                "429 | rate_limit_exceeded | PASSING | Other clients",
                "429 | too_many_requests | PASSING | overloaded",
                "503 | too_many_requests | PASSING | overloaded",
                "429 | retry_after | PASSING | overloaded",
                "408 | request_timeout | PASSING | ",
                "500 | server_error | PASSING | ",
                "503 | service_unavailable | PASSING | ",
                "500 | internal_error | PASSING | ",
                "409 | conflict | PERMANENT | at the same time",
                "409 | resource_conflict | PERMANENT | at the same time",
                "409 | unique_user_constraint | PERMANENT | at the same time",
                "400 | unsupported | PERMANENT | the chosen API version",
                "400 | job_closed | PERMANENT | ",
                "400 | not_restorable | PERMANENT | ",
                "400 | team_unavailable | PERMANENT | ",
                "400 | tag_has_dependent_objects | PERMANENT | ",
                "400 | custom_data_limit_reached | PERMANENT | ",
                "400 | invalid_document | PERMANENT | ",
                "400 | merge_failed | PERMANENT | ",
                "400 | invalid_merge | PERMANENT | ",
                "400 | contact_company_limit_exceeded | PERMANENT | ",
                "400 | conversation_part_not_redactable | PERMANENT | ",
                "418 | a_code_of_tomorrow | PERMANENT | ",
                "403 | a_code_of_tomorrow | FORBIDDEN | ",
                "401 | a_code_of_tomorrow | TOKEN | The access token is wrong",
            })
    void K84_each_code_counts_as_what_it_is_and_has_its_remedy(int status, String code, String kind, String remedy) {
        server.then(status, ERROR.formatted(code, "No"));

        ApiException thrown = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(kind(thrown)).as(thrown.getMessage()).isEqualTo(kind);
        if (remedy == null) {
            assertThat(thrown).hasMessageEndingWith("HTTP " + status + " " + code + ", No");
        } else {
            assertThat(thrown).hasMessageContaining(remedy);
        }
    }

    private static String kind(ApiException thrown) {
        if (thrown.isUnauthorized()) {
            return "TOKEN";
        }
        if (thrown.isForbidden()) {
            return "FORBIDDEN";
        }
        return thrown.isNotFound() ? "NOT_FOUND" : thrown.isRetryable() ? "PASSING" : "PERMANENT";
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_field,last_seen_ip cannot be searched",
        "422,data_invalid,The IP of the contact is invalid",
        "429,rate_limit_exceeded,Exceeded the rate limit of this IP"
    })
    void K84_a_word_about_addresses_leads_to_no_allow_list_where_nobody_was_turned_away(
            int status, String code, String words) {
        server.then(status, ERROR.formatted(code, words));

        assertThat(catchThrowableOfType(ApiException.class, calls::tags)).hasMessageNotContaining("allow-list");
    }

    @ParameterizedTest
    @CsvSource({"502", "503", "504", "429", "408"})
    void K84_a_page_of_a_proxy_that_fails_is_told_as_one(int status) {
        server.then(status, "<html><h1>Bad gateway</h1></html>");

        assertThat(catchThrowableOfType(ApiException.class, calls::tags))
                .hasMessageContaining("HTML page")
                .hasMessageContaining("proxy");
    }

    @Test
    void K84_a_field_of_an_address_is_a_missing_permission_all_the_same() {
        server.then(403, ERROR.formatted("forbidden", "last_seen_ip needs the scope (read_users_companies)"));

        ApiException thrown = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(thrown).hasMessageContaining("Read and list users and companies");
        assertThat(ErrorAdvice.missingPermission(thrown, "x")).isEqualTo("Read and list users and companies");
    }
}
