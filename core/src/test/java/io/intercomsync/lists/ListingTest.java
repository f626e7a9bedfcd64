package io.intercomsync.lists;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.pending.GapsTest;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The daily listing of all conversations, which looks for what searches have not shown. */
class ListingTest {

    @Test
    void it_settles_nothing_that_was_to_be_read_anew() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 5; i++) {
                copy.fake.conversation("c" + i).addPart("c" + i, Map.of("body", "part"));
            }
            copy.after(Duration.ofDays(5));
            copy.sync(engine -> engine.collections(CONVERSATIONS));
            copy.after(Duration.ofDays(1));
            copy.fake.fail(
                    request -> request.path().equals("/conversations/search")
                            && request.body().contains("150"),
                    GapsTest.nothingOf(5),
                    2);
            SyncReport first = copy.sync(Copy::talks);
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(25));

            SyncReport second = copy.sync(Copy::talks);

            assertThat(first.collection(CONVERSATION_PARTS).status())
                    .as(first.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(second.status()).as(second.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void it_finds_a_second_change_within_a_second_that_a_broken_search_hid() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c", Map.of("body", "first"));
            AtomicBoolean isAdded = new AtomicBoolean();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/conversations/deleted") && !isAdded.getAndSet(true)) {
                    copy.fake.addPart("c", Map.of("body", "in the same second"));
                }
            });
            copy.sync();
            copy.after(Duration.ofHours(3));
            GapsTest.endSearchesForChanges(copy, "conversations", 2);
            assertThat(copy.sync().status()).isEqualTo(Status.INCOMPLETE);
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(25));

            SyncReport listing = copy.sync();

            assertThat(listing.status()).as(listing.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void it_keeps_to_the_start_date() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("old");
            copy.after(Duration.ofDays(30));
            Instant start = copy.time.instant();
            copy.after(Duration.ofDays(1));
            copy.fake.conversation("new");
            copy.after(Duration.ofDays(1));
            copy.sync(engine -> Copy.talks(engine).startDate(start));
            copy.after(Duration.ofHours(30));
            copy.fake.addPart("new", Map.of("body", "not found at first"));
            GapsTest.endSearchesForChanges(copy, "conversations", 2);
            copy.sync(engine -> Copy.talks(engine).startDate(start));
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(30));

            SyncReport listing = copy.sync(engine -> Copy.talks(engine).startDate(start));

            assertThat(listing.status()).as(listing.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).containsOnlyKeys(List.of("new"));
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(1);
        }
    }

    @Test
    void changes_are_read_though_it_fails() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            copy.after(Duration.ofDays(2));
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c", Map.of("body", "not found at first"));
            GapsTest.endSearchesForChanges(copy, "conversations", 2);
            copy.sync();
            copy.fake.clearFaults();
            copy.fake.fail(
                    request -> request.path().equals("/conversations"), InjectedFault.status(403), Integer.MAX_VALUE);
            for (int run = 0; run < 4; run++) {
                copy.after(Duration.ofHours(30));
                copy.fake.conversation("n" + run);
                assertThat(copy.sync().collection(CONVERSATIONS).status()).isEqualTo(Status.FORBIDDEN);
                assertThat(copy.sink.rows(CONVERSATIONS)).containsKey(List.of("n" + run));
            }
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(30));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }
}
