package io.intercomsync.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.LoggedLines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** K79: a run that is told to stop has not failed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedRunTest {

    @AfterEach
    void noFlagIsLeft() {
        Thread.interrupted();
    }

    @Test
    void K79_a_run_that_is_told_to_stop_returns_its_report_and_the_next_one_goes_on() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(900).companies(60).conversations(300))) {
            AtomicInteger writes = new AtomicInteger();
            Sink stopping = new BreakingSink(copy.sink, changes -> {
                if (writes.incrementAndGet() == 3) {
                    Thread.currentThread().interrupt();
                }
                return false;
            });

            SyncReport report = copy.sync(stopping, engine -> engine);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED);
            assertThat(report.collections())
                    .extracting(collection -> collection.status())
                    .isSubsetOf(Status.COMPLETE, Status.STOPPED);
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void K79_a_run_that_was_told_to_stop_before_it_began_reads_nothing() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3))) {
            Thread.currentThread().interrupt();

            SyncReport report = copy.sync();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED);
            assertThat(report.collection(IntercomCollection.USERS).message()).contains("The run was told to stop");
            assertThat(copy.fake.requestCount()).isZero();
        }
    }

    @Test
    void K79_readers_whose_interrupt_was_swallowed_end_all_the_same() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(900).conversations(900))) {
            Thread main = Thread.currentThread();
            AtomicInteger pages = new AtomicInteger();

            SyncReport report = copy.sync(engine -> engine.listener(progress -> {
                if (pages.incrementAndGet() == 2) {
                    main.interrupt();
                }
                Thread.interrupted(); // on a reader's thread, which forgets that it is to stop
            }));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED);
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void K79_the_log_warns_of_each_collection_that_is_not_complete_and_says_why_and_what_to_do() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3));
                LoggedLines lines = new LoggedLines()) {
            copy.fake.deny("/tags", 403);
            copy.fake.conversation("c1").conversation("c2");
            copy.fake.fail("/conversations/c1", InjectedFault.answer(403, "application/json", "{}"), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            List<String> warnings = lines.atLeast(Level.WARN);
            assertThat(warnings)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN tags: FORBIDDEN, 0 rows in ")
                            .contains("give the app the permission \"Read tags\""));
            assertThat(lines.atLeast(Level.INFO))
                    .anySatisfy(line -> assertThat(line).matches("INFO admins: COMPLETE, \\d+ rows in [\\d.]+ m?s"));
            report.collections().stream()
                    .filter(collection -> collection.status() != Status.COMPLETE)
                    .forEach(collection -> assertThat(warnings)
                            .anySatisfy(line -> assertThat(line)
                                    .contains(
                                            collection.collection().tableName(),
                                            String.valueOf(collection.message()))));
        }
    }

    @Test
    void K79_the_log_says_why_a_collection_failed() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3));
                LoggedLines lines = new LoggedLines()) {
            Sink broken = new BreakingSink(copy.sink, changes -> changes.feed().equals("admins"));

            assertThatThrownBy(() -> copy.sync(broken, engine -> engine)).hasMessageEndingWith("The sink is full");

            assertThat(lines.atLeast(Level.WARN))
                    .containsExactly("WARN admins: FAILED, 0 rows in 0 s: The sink is full");
        }
    }

    @Test
    void K79_the_table_leaves_out_what_nobody_chose_and_shows_what_is_not_due() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3).companies(3))) {
            SyncReport first = copy.sync(
                    engine -> engine.collections(IntercomCollection.COMPANIES).companiesInterval(Duration.ofHours(6)));
            SyncReport second = copy.sync(
                    engine -> engine.collections(IntercomCollection.COMPANIES).companiesInterval(Duration.ofHours(6)));

            assertThat(first.toTable()).contains("companies").doesNotContain("users", "SKIPPED");
            assertThat(second.toTable())
                    .contains("companies: Not due in this run")
                    .contains("SKIPPED");
        }
    }
}
