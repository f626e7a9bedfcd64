package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.ApiVersion;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time so long that no date is so far away is for ever. */
class LongTimesTest {
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    @Test
    void makes_no_sweep_for_the_time_that_has_passed_when_it_is_due_never() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u").company("c");
            copy.sync(engine -> engine.sweepInterval(FOREVER));
            copy.after(Duration.ofDays(400));

            SyncReport unswept = copy.sync(engine -> engine.sweepInterval(FOREVER));

            assertThat(unswept.status()).as(unswept.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(unswept.requests()).isLessThan(copy.sync().requests());
        }
    }

    @Test
    void sweeps_all_the_same_when_intercom_counts_less() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("stays").contact("goes");
            copy.sync(engine -> engine.sweepInterval(FOREVER));
            copy.after(Duration.ofHours(3));
            copy.fake.delete(ObjectType.CONTACTS, "goes");

            copy.sync(engine -> engine.sweepInterval(FOREVER));

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("stays"));
        }
    }

    @Test
    void plans_no_sweep_that_is_never_due() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30))) {
            copy.sync();
            copy.after(Duration.ofDays(400));

            long never = copy.plan(engine -> engine.sweepInterval(FOREVER))
                    .requests()
                    .likely();

            assertThat(never).isLessThan(copy.plan().requests().likely());
        }
    }

    @Test
    void reads_companies_once_when_they_are_due_again_never() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).companies(30))) {
            copy.sync(engine -> engine.companiesInterval(FOREVER));
            copy.after(Duration.ofDays(400));

            SyncReport report = copy.sync(engine -> engine.companiesInterval(FOREVER));

            assertThat(report.collection(COMPANIES).status()).isEqualTo(Status.SKIPPED);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(30);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.16", "2.17"})
    void reads_everything_when_it_looks_back_for_ever(String version) {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).conversations(30))) {
            copy.version(ApiVersion.of(version)).sync();
            copy.after(Duration.ofHours(3));
            copy.fake.forgetRequests();

            SyncReport report = copy.sync(engine -> engine.lookback(FOREVER));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requests()).extracting(Request::body).anyMatch(body -> body.contains("\"value\":0"));
            assertThat(copy.fake.requests()).extracting(Request::body).noneMatch(body -> body.contains("\"value\":-"));
        }
    }

    @Test
    void runs_as_long_as_it_takes_when_it_may_run_for_ever() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).companies(30))) {
            SyncReport report = copy.sync(engine -> engine.maxDuration(FOREVER));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.plan(engine -> engine.maxDuration(FOREVER))
                            .requests()
                            .likely())
                    .isPositive();
        }
    }

    @Test
    void repeats_a_call_as_often_as_it_takes_when_it_may_do_so_for_ever() {
        try (Copy copy = new Copy(workspace -> workspace).patient(FOREVER)) {
            copy.fake.tag("t", "T");
            copy.fake.fail("/tags", InjectedFault.status(500), 30);

            copy.sync(engine -> engine.collections(TAGS));

            assertThat(copy.sink.rows(TAGS)).containsOnlyKeys(List.of("t"));
        }
    }

    @Test
    void takes_a_start_date_of_the_years_1970_to_9999_and_no_other() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30))) {
            copy.sync(engine -> engine.startDate(Instant.EPOCH));
            copy.sync(engine -> engine.startDate(Instant.parse("9999-12-31T23:59:59Z")));

            assertThat(copy.sink.rows(USERS)).isNotEmpty();
            for (Instant odd : List.of(Instant.MIN, Instant.EPOCH.minusNanos(1), Instant.MAX)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> copy.sync(engine -> engine.startDate(odd)))
                        .withMessageStartingWith("startDate must be in the years 1970 to 9999: ");
            }
        }
    }
}
