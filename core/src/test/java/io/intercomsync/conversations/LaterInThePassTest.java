package io.intercomsync.conversations;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What could not be had whole at first, and came before the end of the same pass, is owed no more. */
class LaterInThePassTest {
    private static final int MORE_THAN_A_PAGE = 160;

    @Test
    void a_conversation_that_is_whole_when_it_is_listed_again_is_not_owed() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            manyChange(copy);
            CountDownLatch asked = new CountDownLatch(1);
            AtomicBoolean changed = new AtomicBoolean();
            copy.fake.fail(request -> isFirst(request, asked), withoutParts(copy.time.instant()), 1);
            copy.fake.beforeEach(request -> {
                if (isSecondPage(request) && changed.compareAndSet(false, true)) {
                    assertThat(hasCome(asked)).isTrue(); // pages are read ahead of the calls for what is on them
                    copy.fake.addPart("c0", Map.of("body", "second"));
                }
            });
            CountDownLatch read = new CountDownLatch(1);
            BreakingSink waiting =
                    new BreakingSink(copy.sink, changes -> changes.feed().equals("conversations") && !hasCome(read));

            SyncReport report = copy.sync(
                    waiting,
                    engine -> engine.listener(progress -> {
                        if (progress.feed().equals("conversations") && progress.done() > MORE_THAN_A_PAGE) {
                            read.countDown();
                        }
                    }));

            assertThat(changed).isTrue();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(MORE_THAN_A_PAGE + 1);
            assertThat(copy.sink.checkpoint(copy.fake.workspaceId(), "conversations.pending"))
                    .map(Checkpoint::state)
                    .hasValueSatisfying(entry -> assertThat(entry).endsWith("\"objects\":{}}}}"));
        }
    }

    @Test
    void a_conversation_that_could_not_be_had_and_comes_when_it_is_listed_again_is_not_kept_out() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            manyChange(copy);
            CountDownLatch asked = new CountDownLatch(1);
            AtomicBoolean changed = new AtomicBoolean();
            copy.fake.fail(request -> isFirst(request, asked), InjectedFault.status(400), 1);
            copy.fake.beforeEach(request -> {
                if (isSecondPage(request) && changed.compareAndSet(false, true)) {
                    assertThat(hasCome(asked)).isTrue();
                    copy.fake.addPart("c0", Map.of("body", "second"));
                }
            });

            SyncReport report = copy.sync();

            assertThat(changed).isTrue();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    private static void manyChange(Copy copy) {
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            copy.fake.conversation("c" + i);
        }
        copy.sync();
        copy.after(Duration.ofHours(3));
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            copy.fake.addPart("c" + i, Map.of("body", "first"));
            copy.after(Duration.ofSeconds(1));
        }
    }

    private static boolean isFirst(Request request, CountDownLatch asked) {
        boolean isFirst = request.path().equals("/conversations/c0") && asked.getCount() > 0;
        if (isFirst) {
            asked.countDown();
        }
        return isFirst;
    }

    private static boolean isSecondPage(Request request) {
        return request.path().equals("/conversations/search") && request.body().contains("starting_after");
    }

    private static InjectedFault withoutParts(Instant updatedAt) {
        return InjectedFault.answer(
                200,
                "application/json",
                "{\"type\":\"conversation\",\"id\":\"c0\",\"updated_at\":%s,\"statistics\":{\"count_conversation_parts\":2}}"
                        .formatted(updatedAt.getEpochSecond() - MORE_THAN_A_PAGE));
    }

    private static boolean hasCome(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
