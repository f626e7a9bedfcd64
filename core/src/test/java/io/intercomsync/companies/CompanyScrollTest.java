package io.intercomsync.companies;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ClientInternals;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.internal.pace.FakeTime;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompanyScrollTest {
    private static final String SCROLL = "/companies/scroll";

    private final FakeTime time = new FakeTime();
    private final InMemorySink sink = new InMemorySink();
    private FakeIntercom fake = fake(520);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void K11_reads_all_pages_although_every_page_has_the_same_parameter() {
        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(stored()).isEqualTo(fake.truth().counts().visibleCompanies()).isGreaterThan(400);
    }

    @Test
    void K16_ends_at_the_empty_page() {
        sync();

        long pages = (fake.truth().counts().visibleCompanies() + 99) / 100;
        assertThat(fake.requestCount("GET", SCROLL)).isLessThanOrEqualTo(pages + 1);
    }

    @Test
    void K14_and_K15_start_anew_when_the_scroll_dies_in_the_middle() {
        failPage(3, InjectedFault.status(404, "not_found", "scroll parameter not found"));

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(stored()).isEqualTo(fake.truth().counts().visibleCompanies());
    }

    @Test
    void K18_and_K25_start_anew_after_a_500_and_double_nothing() {
        failPage(5, InjectedFault.status(500));

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(report.collection(COMPANIES).rows())
                .isEqualTo(fake.truth().counts().visibleCompanies());
    }

    @Test
    void K24_a_scroll_that_never_ends_well_fails_and_casts_suspicion_on_no_company() {
        sync();
        long before = stored();
        time.advance(Duration.ofDays(2)); // a sweep is due
        fake.forgetRequests();
        fake.fail(
                request -> request.path().equals(SCROLL) && !request.query().isEmpty(),
                InjectedFault.status(500),
                Integer.MAX_VALUE);

        assertThatThrownBy(this::sync)
                .isInstanceOfSatisfying(
                        SyncFailedException.class,
                        e -> assertThat(e.report().collection(COMPANIES).status())
                                .isEqualTo(Status.FAILED));

        assertThat(stored()).isEqualTo(before);
        assertThat(fake.requests())
                .extracting(request -> request.path())
                .filteredOn(path -> path.startsWith("/companies/"))
                .containsOnly(SCROLL, "/companies/list");
    }

    @Test
    void K23_a_workspace_without_companies_is_complete() {
        fake.close();
        fake = fake(0);

        assertThat(sync().status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void K19_waits_for_minutes_then_reads_by_pages_when_another_client_keeps_the_scroll() {
        fake.holdScroll();

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(stored()).isEqualTo(fake.truth().counts().visibleCompanies());
        assertThat(time.sleeps())
                .filteredOn(slept -> slept.compareTo(Duration.ofMinutes(1)) > 0)
                .hasSize(5);
    }

    @Test
    void K19_says_which_permission_is_lacking_where_the_pages_are_refused_and_the_scroll_is_taken() {
        fake.holdScroll();
        fake.deny("/companies/list", 403);

        assertThatThrownBy(this::sync)
                .isInstanceOf(SyncFailedException.class)
                .hasStackTraceContaining("keeps Intercom's one scroll")
                .hasStackTraceContaining("\"Write users and companies\"");
    }

    @Test
    void K19_other_collections_do_not_wait_for_the_scroll() throws Exception {
        Set<String> others = new HashSet<>();
        CountDownLatch come = new CountDownLatch(1);
        AtomicBoolean waited = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        fake.holdScroll();
        fake.beforeEach(request -> {
            if (request.path().equals(SCROLL) && calls.incrementAndGet() == 2) {
                waited.set(await(come));
            }
        });

        sync(
                changes -> {
                    others.add(changes.feed());
                    if (others.containsAll(Set.of("contacts", "tags"))) {
                        come.countDown();
                    }
                },
                COMPANIES,
                USERS,
                TAGS);

        assertThat(waited)
                .as("people and tags came while the scroll was waited for")
                .isTrue();
    }

    @Test
    void companies_that_may_not_be_counted_are_complete_at_the_end_of_the_scroll() {
        fake.deny("/companies/list", 403);

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(report.collection(COMPANIES).expected()).isNull();
        assertThat(stored()).isEqualTo(fake.truth().counts().visibleCompanies());
    }

    @Test
    void waits_for_a_scroll_that_is_taken_though_the_answer_that_says_so_breaks_off() {
        fake.holdScroll();
        AtomicInteger calls = new AtomicInteger();
        fake.beforeEach(request -> {
            if (request.path().equals(SCROLL) && calls.incrementAndGet() == 2) {
                fake.releaseScroll();
            }
        });
        failPage(1, InjectedFault.cutBody());

        SyncReport report = sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(stored()).isEqualTo(fake.truth().counts().visibleCompanies());
    }

    private void failPage(int page, InjectedFault fault) {
        AtomicInteger pages = new AtomicInteger();
        fake.fail(request -> request.path().equals(SCROLL) && pages.incrementAndGet() == page, fault, 1);
    }

    private long stored() {
        return sink.liveRows("any", COMPANIES);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private SyncReport sync() {
        return sync(sink, COMPANIES);
    }

    private SyncReport sync(Sink into, IntercomCollection... collections) {
        try (IntercomClient client = ClientInternals.time(
                        IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())), time, time)
                .build()) {
            return SyncEngine.builder(client, into)
                    .collections(collections)
                    .build()
                    .sync();
        }
    }

    private FakeIntercom fake(int companies) {
        return FakeIntercom.builder()
                .unthrottled()
                .contacts(companies == 0 ? 0 : 2_000)
                .companies(companies)
                .clock(time)
                .start();
    }
}
