package io.intercomsync.access;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.ApiVersion;
import io.intercomsync.IntercomClient;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.AccessCheck;
import io.intercomsync.report.AccessCheck.Access;
import io.intercomsync.report.AccessCheck.Allowance;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The collections that a token may read, and the permissions that it lacks. */
class AccessCheckTest {
    private static final String LISTS = "Read and list users and companies";

    private final FakeIntercom fake = FakeIntercom.builder()
            .token("secret-token")
            .contacts(20)
            .companies(5)
            .conversations(10)
            .fast()
            .start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void tells_the_workspace_and_its_allowance() {
        AccessCheck check = check(ApiVersion.V2_16);

        assertThat(check.isUsable()).isTrue();
        assertThat(check.workspace()).isEqualTo("fakews01");
        assertThat(check.workspaceName()).isEqualTo("Fake workspace");
        assertThat(check.region()).isEqualTo("US");
        assertThat(check.host()).isEqualTo(URI.create(fake.url()).getHost());
        assertThat(check.timezone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(check.apiVersion()).isEqualTo("2.16");
        assertThat(check.answeredVersion()).isEqualTo("2.16");
        assertThat(check.allowance()).isEqualTo(new Allowance(1_667, 1_666));
        assertThat(check.missingPermissions()).isEmpty();
        assertThat(check.remarks()).isEmpty();
        assertThat(check.readable()).isEqualTo(EnumSet.allOf(IntercomCollection.class));
    }

    @Test
    void makes_nine_small_requests_and_starts_no_scroll() {
        fake.holdScroll();

        AccessCheck check = check(ApiVersion.V2_16);

        assertThat(check.isUsable()).isTrue();
        assertThat(check.requests()).isEqualTo(9);
        assertThat(paths())
                .containsExactlyInAnyOrder(
                        "GET /me",
                        "GET /contacts",
                        "GET /companies",
                        "POST /companies/list",
                        "GET /conversations",
                        "GET /segments",
                        "GET /tags",
                        "GET /admins",
                        "GET /teams");
        assertThat(fake.requests())
                .filteredOn(request -> request.query().containsKey("per_page"))
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.query()).containsEntry("per_page", "1"));
    }

    @Test
    void makes_eight_small_requests_in_the_first_generation() {
        AccessCheck check = check(ApiVersion.V1_4);

        assertThat(check.isUsable()).isTrue();
        assertThat(check.answeredVersion()).isEqualTo("1.4");
        assertThat(paths())
                .containsExactlyInAnyOrder(
                        "GET /me",
                        "GET /users",
                        "GET /contacts",
                        "GET /companies",
                        "GET /conversations",
                        "GET /segments",
                        "GET /tags",
                        "GET /admins");
    }

    static Stream<Arguments> scopes() {
        Map<String, Set<IntercomCollection>> scopes = Map.of(
                "read_users_companies", Set.of(USERS, CONTACTS, SOCIAL_PROFILES, COMPANIES, SEGMENTS),
                "read_conversations", Set.of(CONVERSATIONS, CONVERSATION_PARTS),
                "read_tags", Set.of(TAGS),
                "read_admins", Set.of(ADMINS));
        Map<String, String> titles = Map.of(
                "read_users_companies", LISTS,
                "read_conversations", "Read conversations",
                "read_tags", "Read tags",
                "read_admins", "Read admins");
        return Stream.of(ApiVersion.V1_4, ApiVersion.V2_16)
                .flatMap(version -> Stream.of(401, 403)
                        .flatMap(status -> scopes.entrySet().stream()
                                .map(scope -> Arguments.of(
                                        version,
                                        status,
                                        scope.getKey(),
                                        titles.get(scope.getKey()),
                                        scope.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void names_the_permission_that_is_missing_and_its_collections(
            ApiVersion version, int status, String scope, String title, Set<IntercomCollection> missing) {
        fake.denyScope(scope, status);

        AccessCheck check = check(version);

        assertThat(check.isUsable()).isFalse();
        assertThat(check.missingPermissions()).containsExactly(title);
        assertThat(check.readable()).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(missing)));
        assertThat(check.isUsable(check.readable())).isTrue();
        assertThat(check.isUsable(missing)).isFalse();
        assertThat(missing).allSatisfy(collection -> {
            assertThat(check.collection(collection).access()).isEqualTo(Access.MISSING_PERMISSION);
            assertThat(check.collection(collection).reason()).contains("HTTP " + status, title);
        });
        assertThat(check.remarks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IntercomCollection.class)
    void each_collection_is_missing_where_its_endpoint_is_denied(IntercomCollection collection) {
        String path = switch (collection) {
            case USERS, CONTACTS, SOCIAL_PROFILES -> "/contacts";
            case CONVERSATIONS, CONVERSATION_PARTS -> "/conversations";
            default -> "/" + collection.tableName();
        };
        fake.deny(path, 401);

        AccessCheck check = check(ApiVersion.V2_16);

        assertThat(check.collection(collection).access()).isEqualTo(Access.MISSING_PERMISSION);
        assertThat(check.missingPermissions())
                .containsExactly(check.collection(collection).permission());
    }

    @ParameterizedTest
    @EnumSource(
            value = IntercomCollection.class,
            names = {"USERS", "CONTACTS", "SOCIAL_PROFILES"})
    void people_of_the_first_generation_take_both_of_its_lists(IntercomCollection collection) {
        fake.deny("/users", 403);

        AccessCheck check = check(ApiVersion.V1_4);

        assertThat(check.collection(collection).access()).isEqualTo(Access.MISSING_PERMISSION);
        assertThat(check.collection(COMPANIES).isReadable()).isTrue();
    }

    @Test
    void remarks_on_optional_permissions_without_which_everything_can_be_read() {
        fake.denyScope("write_users_companies", 403).deny("/teams", 401);

        AccessCheck check = check(ApiVersion.V2_16);

        assertThat(check.isUsable()).isTrue();
        assertThat(check.missingPermissions()).isEmpty();
        assertThat(check.remarks())
                .containsExactly(
                        "companies: the optional permission \"Write users and companies\" is missing. With it, the library counts"
                                + " companies, and reads them also while another application uses Intercom's only scroll of companies",
                        "admins: the optional permission \"" + LISTS
                                + "\" is missing. With it, the library also reads teams into the table of admins");
    }

    @Test
    void a_complaint_about_a_missing_filter_of_companies_is_no_missing_permission() {
        fake.fail(
                request -> request.path().equals("/companies"),
                InjectedFault.status(400, "parameter_missing", "company_id is missing"),
                1);

        assertThat(check(ApiVersion.V2_16).isUsable()).isTrue();
    }

    @Test
    void tells_a_restricted_plan_from_a_missing_permission() {
        fake.fail(
                "/conversations",
                InjectedFault.status(403, "api_plan_restricted", "Active subscription needed"),
                Integer.MAX_VALUE);

        AccessCheck check = check(ApiVersion.V2_16);

        assertThat(check.isUsable()).isFalse();
        assertThat(check.missingPermissions()).isEmpty();
        assertThat(check.collection(CONVERSATIONS).access()).isEqualTo(Access.RESTRICTED);
        assertThat(check.collection(CONVERSATIONS).reason()).contains("api_plan_restricted", "change the plan");
    }

    @Test
    void the_fake_refuses_a_scope_that_it_does_not_know() {
        assertThatIllegalArgumentException().isThrownBy(() -> fake.denyScope("read_nothing", 403));
    }

    private List<String> paths() {
        return fake.requests().stream()
                .map((Request request) -> request.method() + " " + request.path())
                .toList();
    }

    private AccessCheck check(ApiVersion version) {
        try (IntercomClient intercom = IntercomClient.builder(fake.token())
                .baseUrl(URI.create(fake.url()))
                .apiVersion(version)
                .maxRetryDuration(Duration.ZERO)
                .build()) {
            return intercom.checkAccess();
        }
    }
}
