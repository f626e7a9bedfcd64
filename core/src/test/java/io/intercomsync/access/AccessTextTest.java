package io.intercomsync.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.internal.json.Json;
import io.intercomsync.report.AccessCheck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A check of the access as a table, a JSON object and a line. */
class AccessTextTest {
    private final FakeIntercom fake =
            FakeIntercom.builder().token("secret-token").fast().start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void prints_a_table_with_the_remedies() {
        fake.denyScope("read_tags", 403)
                .denyScope("write_users_companies", 401)
                .fail(
                        "/conversations",
                        InjectedFault.status(403, "api_plan_restricted", "Active subscription needed"),
                        Integer.MAX_VALUE);

        assertThat(check().toTable()).isEqualToNormalizingNewlines("""
                workspace    Fake workspace (fakews01)
                region       US, asked at HOST
                time zone    America/Los_Angeles
                API version  2.16
                rate limit   1,667 requests in 10 seconds, 1,666 left

                collection          access              permission
                users               readable            Read and list users and companies
                companies           readable            Read and list users and companies
                contacts            readable            Read and list users and companies
                segments            readable            Read and list users and companies
                tags                missing permission  Read tags
                conversations       restricted          Read conversations
                admins              readable            Read admins
                social_profiles     readable            Read and list users and companies
                conversation_parts  restricted          Read conversations

                Not usable: the token may read 6 of 9 collections.
                Give the app these permissions, under Developer Hub > your app > Configure > Authentication:
                - Read tags
                conversations, conversation_parts: GET /conversations was refused: HTTP 403 api_plan_restricted, Active subscription needed. \
                The plan of the workspace does not include this, and no permission can give it: change the plan, or leave the collection out
                Remark: companies: the optional permission "Write users and companies" is missing. With it, the library counts companies, \
                and reads them also while another application uses Intercom's only scroll of companies
                """.replace(
                        "HOST", URI.create(fake.url()).getHost()));
    }

    @Test
    void is_one_line_as_a_string() {
        fake.denyScope("read_tags", 403);

        assertThat(check())
                .hasToString("AccessCheck[NOT USABLE, workspace=fakews01, 8 of 9 readable, missing=[Read tags]]");
    }

    @Test
    void is_a_json_object() {
        fake.denyScope("read_tags", 403);

        Map<?, ?> json = Json.readObject(check().toJson());

        assertThat(json.get("workspace")).isEqualTo("fakews01");
        assertThat(json.get("usable")).isEqualTo(false);
        assertThat(json.get("missing_permissions")).isEqualTo(List.of("Read tags"));
        assertThat((List<?>) json.get("collections"))
                .hasSize(9)
                .anySatisfy(each -> assertThat(((Map<?, ?>) each).get("access")).isEqualTo("MISSING_PERMISSION"));
    }

    @Test
    void shows_the_name_of_the_workspace_as_people_write_it() {
        AccessCheck check = check();

        AccessCheck named = new AccessCheck(
                check.workspace(),
                "O&#39;Brien &amp; Sons\u001b[31m",
                check.region(),
                check.host(),
                check.timezone(),
                check.apiVersion(),
                check.answeredVersion(),
                check.allowance(),
                check.requests(),
                check.collections(),
                check.remarks());

        assertThat(named.toTable()).startsWith("workspace    O'Brien & Sons [31m (fakews01)");
        assertThat(named.workspaceName()).startsWith("O&#39;Brien");
    }

    @Test
    void never_shows_the_token() {
        fake.fail("/tags", InjectedFault.status(403, "forbidden", "secret-token may not"), 1);

        AccessCheck check = check();

        assertThat(check.toTable() + check.toJson() + check + check.collections())
                .contains("may not")
                .doesNotContain("secret-token");
    }

    private AccessCheck check() {
        try (IntercomClient intercom = IntercomClient.builder(fake.token())
                .baseUrl(URI.create(fake.url()))
                .maxRetryDuration(Duration.ZERO)
                .build()) {
            return intercom.checkAccess();
        }
    }
}
