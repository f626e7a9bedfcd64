package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ClientInternals;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that may take so long waits no longer for anything. */
class MaxDurationTest {
    private static final Duration MOST = Duration.ofSeconds(4);

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void waits_no_longer_for_a_call_that_may_not_go_yet(int status) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.fail("/tags", InjectedFault.status(status), Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(TAGS).maxDuration(MOST));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.duration()).isEqualTo(MOST);
        }
    }

    @Test
    void K12_a_run_that_is_only_slow_ends_well_when_its_time_is_up_and_the_next_ones_go_on() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 900).forEach(i -> copy.fake.contact("u" + i));
            copy.after(Duration.ofDays(3));
            copy.fake.beforeEach(request -> copy.after(Duration.ofSeconds(1)));
            UnaryOperator<SyncEngine.Builder> choices =
                    engine -> engine.collections(USERS).maxDuration(Duration.ofSeconds(12));

            SyncReport first = copy.sync(choices);
            SyncReport last = first;
            for (int run = 1; run < 5 && last.status() == Status.STOPPED_AT_BUDGET; run++) {
                last = copy.sync(choices);
            }

            assertThat(first.status()).as(first.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(first.collection(USERS).rows()).isPositive();
            assertThat(last.status()).as(last.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS)).hasSize(900);
        }
    }

    @Test
    void waits_no_longer_for_the_first_call() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.fail("/me", InjectedFault.status(429), Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.maxDuration(MOST));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.duration()).isEqualTo(MOST);
        }
    }

    @Test
    void waits_no_longer_for_a_scroll_that_another_application_keeps() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).companies(30))) {
            copy.fake.holdScroll();

            SyncReport report =
                    copy.sync(engine -> engine.collections(COMPANIES).maxDuration(MOST));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.duration()).isEqualTo(MOST);
        }
    }

    @Test
    void waits_no_longer_for_another_engine_that_scrolls() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).companies(30));
                IntercomClient client = ClientInternals.time(
                                IntercomClient.builder(copy.fake.token()).baseUrl(URI.create(copy.fake.url())),
                                copy.time,
                                copy.time)
                        .build()) {
            Lock scroll = ClientInternals.connection(client).scroll("companies");
            other.submit(scroll::lock).get();

            Future<SyncReport> run = CompletableFuture.supplyAsync(SyncEngine.builder(client, copy.sink)
                    .collections(COMPANIES)
                    .maxDuration(Duration.ofMillis(50))
                    .build()::sync);
            SyncReport report = run.get(30, TimeUnit.SECONDS);

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(copy.fake.requestCount("GET", "/companies/scroll")).isZero();
        } finally {
            other.shutdownNow();
        }
    }
}
