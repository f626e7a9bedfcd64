package io.intercomsync.conversations;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conversations and parts that change between runs and during them. */
class ConversationChangesTest {
    private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void K26_and_K27_parts_of_a_conversation_that_moved_again_arrive() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u").conversation("c", Map.of("contacts", List.of("u")));
            copy.fake.conversation("other", Map.of("contacts", List.of("u")));
            copy.sync();

            copy.after(Duration.ofHours(2));
            String early = copy.fake.addPart("c", Map.of("body", "early"));
            copy.after(Duration.ofMinutes(10));
            copy.fake.addPart("other", Map.of("body", "moves the mark past the early part"));
            copy.after(Duration.ofMinutes(10));
            copy.fake.tagConversation("c", "t");
            copy.sync();

            assertThat(copy.sink.rows(CONVERSATION_PARTS)).containsKey(List.of(early));
            copy.isCurrent();
        }
    }

    private static List<String> stored(Copy copy) {
        return copy.sink.rows(CONVERSATIONS).keySet().stream()
                .map(key -> key.get(0))
                .toList();
    }

    @Test
    void a_part_arrives_that_came_in_the_second_of_a_change_that_the_index_shows_without_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            copy.sync();
            copy.at(SECOND);
            String part = copy.fake.addPart("c", Map.of("body", "in the same second"));
            listOnceWithoutParts(copy, "updated_at");
            assertArrives(copy, part);
        }
    }

    @Test
    void a_first_copy_has_a_part_that_came_in_the_second_of_a_change_that_the_index_shows_without_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.at(SECOND);
            copy.fake.conversation("c");
            String part = copy.fake.addPart("c", Map.of("body", "in the same second"));
            listOnceWithoutParts(copy, "created_at");
            assertArrives(copy, part);
        }
    }

    /** With the second run at the latest, when the index has caught up. */
    private static void assertArrives(Copy copy, String part) {
        copy.after(Duration.ofMinutes(2));
        copy.sync();
        copy.after(Duration.ofMinutes(20));

        SyncReport report = copy.sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(copy.sink.rows(CONVERSATION_PARTS)).containsKey(List.of(part));
        copy.isCurrent();
    }

    /** @param searchedBy the field of the search that is answered by an index that is late */
    private static void listOnceWithoutParts(Copy copy, String searchedBy) {
        String asItWas = "{\"type\":\"conversation.list\",\"total_count\":1,\"pages\":{},\"conversations\":[{\"type\":"
                + "\"conversation\",\"id\":\"c\",\"updated_at\":" + SECOND.getEpochSecond()
                + ",\"statistics\":{\"count_conversation_parts\":1}}]}";
        copy.fake.fail(
                request -> request.path().equals("/conversations/search")
                        && String.valueOf(request.body()).contains("\"" + searchedBy + "\"")
                        && String.valueOf(request.body()).contains("150"),
                InjectedFault.answer(200, "application/json", asItWas),
                1);
    }

    @Test
    void K28_and_K33_a_run_that_lost_its_token_is_gone_on_with_without_loss() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(50).conversations(600))) {
            AtomicInteger details = new AtomicInteger();
            copy.fake.fail(
                    request -> request.path().startsWith("/conversations/")
                            && !request.path().endsWith("/search")
                            && details.incrementAndGet() > 200,
                    InjectedFault.status(401),
                    Integer.MAX_VALUE);
            assertThatThrownBy(copy::sync).isInstanceOf(SyncFailedException.class);

            copy.fake.clearFaults();
            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void what_changes_after_a_run_broke_off_arrives_with_the_run_that_goes_on() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(300).conversations(500))) {
            BreakingSink breaking = new BreakingSink(
                    copy.sink,
                    changes -> changes.feed().equals("conversations")
                            && !copy.sink.rows(CONVERSATIONS).isEmpty());
            assertThatThrownBy(() -> copy.sync(breaking, engine -> engine)).isInstanceOf(SyncFailedException.class);

            copy.after(Duration.ofHours(1));
            List<String> stored = stored(copy);
            stored.forEach(id -> copy.fake.addPart(id, Map.of("body", "came while nobody looked")));
            SyncReport report = copy.sync();

            assertThat(stored).isNotEmpty();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void what_changes_after_all_changes_were_read_arrives_although_the_run_broke_off_then() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c").conversation("other");
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c", Map.of("body", "was read"));
            copy.fake.fail("/conversations/deleted", InjectedFault.html(403), 1);
            assertThatThrownBy(copy::sync).isInstanceOf(SyncFailedException.class);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(1);

            copy.after(Duration.ofMinutes(1));
            copy.fake.addPart("other", Map.of("body", "came while nobody looked"));
            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void K34_conversations_closed_in_one_second_during_the_scan_are_closed_in_the_copy() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(20).conversations(700))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            List<String> ids = stored(copy);
            ids.forEach(id -> copy.fake.conversation(id, Map.of("open", true, "state", "open")));
            AtomicInteger pages = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/conversations/search") && pages.incrementAndGet() == 4) {
                    copy.after(Duration.ofSeconds(1));
                    ids.subList(0, 300)
                            .forEach(id -> copy.fake.conversation(id, Map.of("open", false, "state", "closed")));
                }
            });

            copy.sync();
            copy.fake.beforeEach(request -> {});

            Map<List<String>, Row> held = copy.sink.rows(CONVERSATIONS);
            assertThat(ids.subList(0, 300))
                    .extracting(id -> held.get(List.of(id)).value("state"))
                    .containsOnly("closed");
            copy.isCurrent();
        }
    }

    @Test
    void K36_an_incremental_run_equals_a_full_one() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(200).conversations(300))) {
            copy.sync();
            copy.after(Duration.ofDays(2));
            List<String> ids = stored(copy).subList(0, 100);
            ids.forEach(id -> copy.fake.addPart(id, Map.of("body", "new")));
            copy.fake.conversation("brand new", Map.of("contacts", List.of()));

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATIONS).rows()).isEqualTo(101);
            copy.isCurrent();
        }
    }

    @Test
    void K41_a_thousand_conversations_of_one_second_survive_a_run_that_breaks_off() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            copy.sync();
            copy.after(Duration.ofHours(3));
            IntStream.range(0, 1_000)
                    .forEach(i -> copy.fake
                            .conversation("c" + i, Map.of("contacts", List.of("u")))
                            .addPart("c" + i, Map.of()));
            copy.after(Duration.ofMinutes(1));
            AtomicInteger writes = new AtomicInteger();
            BreakingSink breaking = new BreakingSink(
                    copy.sink, changes -> changes.feed().equals("conversations") && writes.incrementAndGet() > 5);
            assertThatThrownBy(() -> copy.sync(breaking, engine -> engine)).isInstanceOf(SyncFailedException.class);
            int stored = copy.sink.rows(CONVERSATIONS).size();

            SyncReport report = copy.sync();

            assertThat(stored).isPositive().isLessThan(1_000);
            assertThat(report.collection(CONVERSATIONS).rows()).isLessThan(1_000);
            copy.isCurrent();
        }
    }

    @Test
    void K42_does_not_ask_again_for_conversations_that_it_holds_as_they_are() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u").conversation("c", Map.of("contacts", List.of("u")));
            copy.fake.addPart("c", Map.of("body", "part"));
            copy.after(Duration.ofMinutes(1));
            copy.sync();
            copy.after(Duration.ofMinutes(5));
            copy.fake.forgetRequests();

            copy.sync();

            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isZero();
        }
    }

    @Test
    void K71_a_deleted_conversation_goes_with_its_parts() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(20).conversations(100))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            List<String> deleted = stored(copy).subList(0, 70);
            deleted.forEach(id -> copy.fake.delete(ObjectType.CONVERSATIONS, id));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(30);
            copy.isCurrent();
        }
    }

    @Test
    void K71_a_conversation_deleted_after_it_was_read_does_not_stay() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(20).conversations(40))) {
            AtomicBoolean deleted = new AtomicBoolean();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/conversations/deleted") && deleted.compareAndSet(false, true)) {
                    String victim = String.valueOf(copy.fake
                            .truth()
                            .conversations()
                            .findFirst()
                            .orElseThrow()
                            .get("id"));
                    copy.fake.delete(ObjectType.CONVERSATIONS, victim);
                }
            });

            copy.sync();

            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(39);
            copy.isCurrent();
        }
    }

    @Test
    void K61_conversations_deleted_under_its_hands_cost_no_time() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(20).conversations(150))) {
            List<String> ids = copy.fake
                    .truth()
                    .conversations()
                    .map(conversation -> String.valueOf(conversation.get("id")))
                    .limit(100)
                    .toList();
            AtomicBoolean done = new AtomicBoolean();
            copy.fake.beforeEach(request -> {
                if (request.path().matches("/conversations/[^/]+")
                        && !request.path().endsWith("search")
                        && done.compareAndSet(false, true)) {
                    ids.forEach(id -> copy.fake.delete(ObjectType.CONVERSATIONS, id));
                }
            });

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.time.sleeps()).isEmpty();
            copy.isCurrent();
        }
    }

    @Test
    void K55_tells_of_progress_while_it_reads_what_it_holds_already() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            IntStream.range(0, 400).forEach(i -> copy.fake.conversation("c" + i, Map.of("contacts", List.of("u"))));
            copy.after(Duration.ofMinutes(1)); // what changed in the second of the first run would be asked for again
            copy.sync();
            copy.fake.forgetRequests();
            List<Progress> heard = new ArrayList<>();

            copy.sync(engine -> engine.listener(heard::add));

            List<Progress> conversations = heard.stream()
                    .filter(progress -> progress.feed().equals("conversations"))
                    .toList();
            assertThat(conversations)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(progress -> assertThat(progress.expected()).isEqualTo(400));
            assertThat(conversations.get(conversations.size() - 1).done()).isEqualTo(400);
            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isZero();
        }
    }

    @Test
    void has_no_more_calls_under_way_than_allowed() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(8))) {
            Exchanger<String> meeting = new Exchanger<>();
            List<String> together = new CopyOnWriteArrayList<>();
            copy.fake.beforeEach(request -> {
                try {
                    together.add(meeting.exchange(request.path(), 100, TimeUnit.MILLISECONDS));
                } catch (TimeoutException alone) {
                    // as it should be
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            copy.sync(engine ->
                    engine.collections(CONVERSATIONS, CONVERSATION_PARTS).maxConcurrentCalls(1));

            assertThat(together).isEmpty();
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(8);
        }
    }
}
