package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What has made copies slow elsewhere: calls made one after the other, and pages that are too large for Intercom. */
class SpeedFaultsTest {
    private static final int SIDE_BY_SIDE = 4;

    @Test
    void K52_conversations_are_asked_for_side_by_side() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 60).forEach(i -> {
                copy.fake.conversation("c" + i);
                copy.fake.addPart("c" + i, Map.of());
            });
            CountDownLatch underWay = new CountDownLatch(SIDE_BY_SIDE);
            AtomicBoolean isAlone = new AtomicBoolean();
            copy.fake.beforeEach(request -> {
                if (request.path().startsWith("/conversations/c") && !isAlone.get()) {
                    underWay.countDown();
                    isAlone.compareAndSet(false, !hasCompany(underWay));
                }
            });

            SyncReport report = copy.sync();

            assertThat(isAlone).isFalse();
            assertThat(report.collection(CONVERSATION_PARTS).rows()).isEqualTo(60);
            assertThat(report.requests()).isLessThan(60 + 30);
        }
    }

    @Test
    void K52_ranges_of_contacts_are_read_side_by_side() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(7_000).fast())) {
            CountDownLatch underWay = new CountDownLatch(2);
            AtomicBoolean isAlone = new AtomicBoolean();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/contacts/search")
                        && request.body().contains("\"per_page\":150")
                        && !isAlone.get()) {
                    underWay.countDown();
                    isAlone.compareAndSet(false, !hasCompany(underWay));
                }
            });

            SyncReport report = copy.sync(engine -> engine.collections(USERS).without("users.segments"));

            assertThat(isAlone).isFalse();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        }
    }

    private static boolean hasCompany(CountDownLatch underWay) {
        try {
            return underWay.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void K57_what_Intercom_can_only_serve_in_small_pages_is_read_in_small_pages() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(120).conversations(90))) {
            copy.patient(Duration.ofHours(1)).fake.largestPage(10);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.fake.largestPage(150);
            copy.isCurrent();
        }
    }
}
