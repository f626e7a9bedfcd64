package io.intercomsync.jdbc.engines.gettingstarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.IntercomClient;
import io.intercomsync.ProgramTime;
import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.workspace.WorkspaceComparison;
import io.intercomsync.jdbc.engines.workspace.WorkspaceSnapshot;
import io.intercomsync.jdbc.engines.workspace.WorkspaceTurns;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.oauth.AccessToken;
import io.intercomsync.oauth.AuthorizationRequest;
import io.intercomsync.oauth.IntercomOAuth;
import io.intercomsync.report.AccessCheck;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows somebody who connects a workspace, step by step, from the consent page to the third day of both clocks. */
class GettingStartedTest {
    private static final URI REDIRECT = URI.create("https://app.example.com/intercom/callback");
    private static final String PASSWORD = "right";
    private static final int DAYS = 3;

    private final SharedTime time = new SharedTime();
    private final FakeIntercom fake = FakeIntercom.builder()
            .clock(time)
            .newest(SharedTime.START.minus(Duration.ofDays(1)))
            .unthrottled()
            .oauthApp("client-id", "client-secret", REDIRECT.toString())
            .contacts(200)
            .companies(30)
            .conversations(60)
            .start();
    private final IntercomOAuth oauth = IntercomOAuth.builder("client-id", "client-secret", REDIRECT)
            .authorizeBaseUrl(URI.create(fake.url()))
            .baseUrl(URI.create(fake.url()))
            .build();
    private final String loader = "loader_" + TestDatabase.newSchema();
    private final String archive = TestDatabase.newSchema();
    private final WorkspaceTurns edits = new WorkspaceTurns(fake);
    private final RunLog log = new RunLog();
    /** The workspace as of the last source run: what a flush brings. */
    private volatile WorkspaceSnapshot horizon = WorkspaceSnapshot.of(fake);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void connects_checks_chooses_a_warehouse_and_keeps_it_up_to_date_for_three_days() throws Exception {
        deniesConsent();
        AccessToken token = givesConsent();
        givesTheMissingPermission(token);
        correctsThePassword();
        String schema = usesTheSuggestionForATakenSchema();

        bothClocksRun(token, schema);

        assertThat(log.of("stopped source")).containsExactly("18:00");
        assertThat(log.of("source"))
                .startsWith("00:00", "03:00", "06:00", "09:00", "09:01", "12:00", "15:00", "18:00", "21:00", "24:00")
                .endsWith("61:00", "64:00", "67:00", "70:00")
                .hasSize(26);
        assertThat(log.of("stopped production")).containsExactly("31:00");
        assertThat(log.of("production"))
                .containsExactly("01:00", "13:00", "13:01", "19:00", "32:00", "44:00", "56:00", "68:00");
        assertThat(log.of("archive")).containsExactly("02:00", "20:00", "33:00", "57:00");
    }

    private void deniesConsent() {
        AuthorizationRequest request = oauth.begin();
        String answer = fake.deny(request.url()).getRawQuery();

        OAuthException denied =
                catchThrowableOfType(OAuthException.class, () -> oauth.complete(request.state(), answer));

        assertThat(denied.reason()).isEqualTo(Reason.CONSENT_DENIED);
    }

    private AccessToken givesConsent() {
        AuthorizationRequest request = oauth.begin();
        return oauth.complete(request.state(), fake.approve(request.url()).getRawQuery());
    }

    private void givesTheMissingPermission(AccessToken token) {
        fake.denyScope("read_conversations", 403);
        try (IntercomClient client = client(token)) {
            AccessCheck lacking = client.checkAccess();
            assertThat(lacking.isUsable()).isFalse();
            assertThat(lacking.missingPermissions()).containsExactly("Read conversations");

            fake.allowScope("read_conversations");

            AccessCheck check = client.checkAccess();
            assertThat(check.isUsable()).as(check.toTable()).isTrue();
            assertThat(check.workspace()).isEqualTo(fake.workspaceId());
        }
    }

    private void correctsThePassword() {
        TestDatabase.createRoleWithPassword(loader, PASSWORD);
        TestDatabase.POSTGRESQL.execute("GRANT CREATE ON DATABASE postgres TO " + loader);

        WarehouseCheck wrong = check(warehouse("intercom_prod").password("wrong"));

        assertThat(wrong.isUsable()).isFalse();
        assertThat(wrong.findings().get(0).remedy()).contains("does not accept the user or the password");
        assertThat(check(warehouse(loader)).isUsable()).isTrue();
    }

    /** Returns the name that the check suggests. */
    private String usesTheSuggestionForATakenSchema() {
        String taken = TestDatabase.newSchema();
        TestDatabase.POSTGRESQL.execute("CREATE SCHEMA " + taken + " AUTHORIZATION " + loader);
        TestDatabase.POSTGRESQL.execute("CREATE TABLE " + taken + ".users (id TEXT, _fivetran_synced TIMESTAMP)");

        WarehouseCheck check = check(warehouse(taken));

        assertThat(check.isUsable()).isFalse();
        assertThat(check.findings().get(0).what()).contains("holds tables of Fivetran (users)");
        String suggested = check.suggestedSchema().orElseThrow();
        assertThat(check.findings().get(0).remedy()).contains(suggested);
        assertThat(check(warehouse(suggested)).findings()).isEmpty();
        return suggested;
    }

    private void bothClocksRun(AccessToken token, String schema) throws Exception {
        TwoClocksProgram program = open(token, schema);
        for (int hour = 0; hour < DAYS * 24; hour++) {
            if (hour == 9) {
                program.hourWithManualSync(hour);
            } else if (hour == 13) {
                program.hourWithManualFlush(hour);
            } else if (hour == 18 || hour == 31) {
                program.shutDownInTheMiddleOf(hour);
                program = open(token, schema);
                program.hour(hour);
            } else {
                program.hour(hour);
            }
            time.moveTo(Duration.ofHours(hour).plusMinutes(30));
            edits.changeAndRemove();
        }
        program.close();
    }

    private TwoClocksProgram open(AccessToken token, String schema) {
        List<FlushedWarehouse> warehouses = List.of(
                new FlushedWarehouse(
                        "production",
                        Duration.ofHours(12),
                        warehouse(schema),
                        () -> equalsHorizon(TestDatabase.POSTGRESQL, schema)),
                new FlushedWarehouse(
                        "archive",
                        Duration.ofHours(24),
                        TestDatabase.DUCKDB.sink(archive),
                        () -> equalsHorizon(TestDatabase.DUCKDB, archive)));
        return new TwoClocksProgram(
                folder.resolve("intercom.hub"),
                client(token),
                warehouses,
                time,
                log,
                () -> horizon = WorkspaceSnapshot.of(fake));
    }

    private void equalsHorizon(TestDatabase database, String schema) {
        WorkspaceComparison.assertSame(horizon, new StoredTables(database.url(), schema)::live);
    }

    private IntercomClient client(AccessToken token) {
        return ProgramTime.of(token.client(), time, time).build();
    }

    private JdbcSink.Builder warehouse(String schema) {
        return JdbcSink.builder(TestDatabase.POSTGRESQL.url().replace("user=postgres", "user=" + loader))
                .password(PASSWORD)
                .schema(schema);
    }

    private static WarehouseCheck check(JdbcSink.Builder builder) {
        try (JdbcSink sink = builder.build()) {
            return sink.check();
        }
    }
}
