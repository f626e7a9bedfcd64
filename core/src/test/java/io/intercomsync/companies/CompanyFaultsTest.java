package io.intercomsync.companies;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What has gone wrong with companies elsewhere: one scroll that dies when it waits, and lists that end too early. */
class CompanyFaultsTest {
    private static final String SCROLL = "/companies/scroll";

    @Test
    void K13_and_K17_a_sink_that_takes_a_minute_for_each_unit_does_not_kill_the_scroll() {
        try (Copy copy = new Copy(workspace -> workspace.companies(450))) {
            Sink slow = new BreakingSink(copy.sink, changes -> {
                copy.after(Duration.ofSeconds(61));
                return false;
            });

            SyncReport report = copy.sync(slow, engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(450);
            assertThat(copy.fake.requestCount("GET", SCROLL)).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void K17_a_scroll_that_a_broken_run_left_open_does_not_stop_the_next_run() {
        try (Copy copy = new Copy(workspace -> workspace.companies(450))) {
            AtomicInteger pages = new AtomicInteger();
            copy.fake.fail(
                    request -> request.path().equals(SCROLL) && pages.incrementAndGet() > 2,
                    InjectedFault.status(401),
                    Integer.MAX_VALUE);
            assertThatThrownBy(copy::sync).isInstanceOf(SyncFailedException.class);
            copy.fake.clearFaults();
            copy.fake.forgetRequests();

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requests())
                    .filteredOn(request -> request.path().equals(SCROLL))
                    .first()
                    .matches(request -> request.status() == 400, "the scroll of the broken run is still open");
            assertThat(copy.sink.rows(COMPANIES)).hasSize(450);
        }
    }

    @Test
    void K20_and_K21_companies_beyond_the_cap_of_the_list_are_told_to_be_missing() {
        try (Copy copy =
                new Copy(workspace -> workspace.companies(10_020).fast().withoutJournal())) {
            copy.fake.holdScroll();

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            CollectionReport companies = report.collection(COMPANIES);
            assertThat(companies.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(companies.expected()).isEqualTo(10_020);
            assertThat(companies.held()).isEqualTo(10_000);
            assertThat(companies.message()).contains("10020").contains("10000");
        }
    }

    @Test
    void K20_all_of_more_than_ten_thousand_companies_are_read_by_scroll() {
        try (Copy copy =
                new Copy(workspace -> workspace.companies(10_020).fast().withoutJournal())) {
            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(10_020);
        }
    }

    @Test
    void K40_a_company_that_jumps_ahead_of_the_page_is_not_lost_in_silence() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 200)
                    .forEach(i -> copy.fake.company("c" + i, Map.of("last_request_at", 1_700_000_000 + i)));
            copy.fake.holdScroll();
            AtomicBoolean jumped = new AtomicBoolean();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/companies/list")
                        && "2".equals(request.query().get("page"))
                        && jumped.compareAndSet(false, true)) {
                    copy.fake.company("c0", Map.of("last_request_at", 1_800_000_000));
                }
            });

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(jumped).isTrue();
            assertThat(copy.sink.rows(COMPANIES)).doesNotContainKey(List.of("c0"));
            assertThat(report.collection(COMPANIES).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            copy.after(Duration.ofDays(1));
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_404_to_the_first_call_of_a_scroll_is_no_proof_that_there_are_no_companies() {
        try (Copy copy = new Copy(workspace -> workspace.companies(150))) {
            copy.fake.fail(SCROLL, InjectedFault.html(404), 2);

            SyncReport report = copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(150);
        }
    }

    @Test
    void a_scroll_that_is_never_found_fails_where_intercom_counts_companies() {
        try (Copy copy = new Copy(workspace -> workspace.companies(150))) {
            copy.fake.fail(SCROLL, InjectedFault.html(404), Integer.MAX_VALUE);

            assertThatThrownBy(() -> copy.sync(engine -> engine.collections(COMPANIES)))
                    .isInstanceOf(SyncFailedException.class);
        }
    }

    @Test
    void K10_a_scroll_that_never_ends_is_a_failure_after_a_few_pages() {
        try (Copy copy = new Copy(workspace -> workspace.companies(10))) {
            String page =
                    "{\"type\":\"list\",\"data\":[{\"type\":\"company\",\"id\":\"c\"}],\"scroll_param\":\"same\"}";
            copy.fake.fail(SCROLL, InjectedFault.answer(200, "application/json", page), Integer.MAX_VALUE);

            assertThatThrownBy(() ->
                            copy.sync(engine -> engine.collections(COMPANIES).maxRequests(500)))
                    .isInstanceOf(SyncFailedException.class)
                    .hasStackTraceContaining("circle");

            assertThat(copy.sink.rows(COMPANIES)).isEmpty();
            assertThat(copy.fake.requestCount("GET", SCROLL)).isLessThan(30);
        }
    }

    @Test
    void K10_pages_of_companies_that_lead_in_a_circle_end_as_a_failure() {
        try (Copy copy = new Copy(workspace -> workspace.companies(10))) {
            copy.fake.holdScroll();
            String circle = "{\"type\":\"list\",\"data\":[{\"type\":\"company\",\"id\":\"c\"}],\"total_count\":1,"
                    + "\"pages\":{\"type\":\"pages\",\"next\":2}}";
            copy.fake.fail("/companies/list", InjectedFault.answer(200, "application/json", circle), Integer.MAX_VALUE);

            assertThatThrownBy(() ->
                            copy.sync(engine -> engine.collections(COMPANIES).maxRequests(500)))
                    .isInstanceOf(SyncFailedException.class)
                    .hasStackTraceContaining("circle");
        }
    }
}
