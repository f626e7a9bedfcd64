package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ClientInternals;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs that broke off, and those that go on after them. */
class ResumedRunTest {

    @Test
    void a_cursor_that_intercom_no_longer_takes_is_given_up() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(400))) {
            Sink breaking = BreakingSink.after(3, "conversations", copy.sink);
            assertThatThrownBy(() -> copy.sync(breaking, engine -> engine.collections(CONVERSATIONS)))
                    .isInstanceOf(SyncFailedException.class);
            Checkpoint held = copy.sink
                    .checkpoint(copy.fake.workspaceId(), "conversations")
                    .orElseThrow();
            assertThat(held.state()).containsPattern("\"position\":\"[^\"]+\"");
            String state = held.state().replaceAll("\"position\":\"[^\"]*\"", "\"position\":\"bm9uc2Vuc2U\"");
            copy.sink.write(new Changes(List.of(), List.of(), new Checkpoint(held.workspace(), held.feed(), state)));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_run_that_wants_less_does_not_vouch_for_what_it_left_out() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(900))) {
            assertThatThrownBy(() -> copy.sync(BreakingSink.after(1, "contacts", copy.sink), engine -> engine))
                    .isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(() -> copy.sync(
                            BreakingSink.after(3, "contacts", copy.sink), engine -> engine.collections(USERS)))
                    .isInstanceOf(SyncFailedException.class);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(SOCIAL_PROFILES)).isNotEmpty();
            copy.isCurrent();
        }
    }

    @Test
    void what_a_broken_run_could_not_have_is_still_told_by_the_one_that_goes_on() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 400; i++) {
                copy.fake.conversation("c" + i, Map.of("created_at", 1_700_000_000 + i, "updated_at", 1_700_000_000));
            }
            copy.fake.addPart("c0", Map.of());
            copy.fake.conversation("c0", Map.of("updated_at", 1_700_000_000));
            String cut = "{\"type\":\"conversation\",\"id\":\"c0\",\"created_at\":1700000000,\"updated_at\":1700000000,"
                    + "\"conversation_parts\":{\"total_count\":5,\"conversation_parts\":[]}}";
            copy.fake.fail("/conversations/c0", InjectedFault.answer(200, "application/json", cut), Integer.MAX_VALUE);
            AtomicInteger pages = new AtomicInteger();
            Sink afterAPage = new BreakingSink(
                    copy.sink,
                    changes -> changes.checkpoint().state().contains("\"position\":\"") && pages.incrementAndGet() > 1);
            assertThatThrownBy(() -> copy.sync(afterAPage, engine -> engine)).isInstanceOf(SyncFailedException.class);

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATION_PARTS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void a_read_that_goes_on_over_a_sink_that_tells_nothing_is_compared_with_intercoms_count() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(700))) {
            copy.fake.largestPage(1);
            CheckpointStore store = new InMemoryCheckpointStore();
            UnaryOperator<SyncEngine.Builder> choices =
                    engine -> engine.collections(CONVERSATIONS).checkpointStore(store);
            SyncReport first =
                    copy.sync(changes -> {}, engine -> choices.apply(engine).maxRequests(500));
            copy.fake.fail(
                    request -> request.path().equals("/conversations/search")
                            && request.body().contains("starting_after"),
                    InjectedFault.answer(
                            200, "application/json", "{\"type\":\"conversation.list\",\"conversations\":[]}"),
                    1);

            SyncReport report = copy.sync(changes -> {}, choices);

            assertThat(first.status()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.collection(CONVERSATIONS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(report.collection(CONVERSATIONS).message()).contains("counts 700");
        }
    }

    @Test
    void a_read_that_goes_on_over_a_sink_that_tells_nothing_is_complete_if_nothing_is_missing() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(700))) {
            copy.fake.largestPage(1);
            CheckpointStore store = new InMemoryCheckpointStore();
            UnaryOperator<SyncEngine.Builder> choices =
                    engine -> engine.collections(CONVERSATIONS).checkpointStore(store);
            copy.sync(changes -> {}, engine -> choices.apply(engine).maxRequests(500));
            copy.fake.conversation("new");

            SyncReport report = copy.sync(changes -> {}, choices);

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void a_sink_that_throws_an_error_fails_its_feed_alone() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u").tag("t", "tag");
            Sink sink = new BreakingSink(copy.sink, changes -> {
                if (changes.feed().equals("tags")) {
                    throw new NoClassDefFoundError("driver");
                }
                return false;
            });

            assertThatThrownBy(() -> copy.sync(sink, engine -> engine))
                    .isInstanceOfSatisfying(
                            SyncFailedException.class,
                            e -> assertThat(e.report().collection(TAGS).status())
                                    .isEqualTo(Status.FAILED));

            assertThat(copy.sink.rows(USERS)).hasSize(1);
        }
    }

    @Test
    void an_interrupted_run_ends_although_another_engine_scrolls() throws InterruptedException {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).companies(30));
                IntercomClient client = IntercomClient.builder(copy.fake.token())
                        .baseUrl(URI.create(copy.fake.url()))
                        .build()) {
            Lock scroll = ClientInternals.connection(client).scroll("companies");
            CountDownLatch counted = new CountDownLatch(1);
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/companies/list")) {
                    counted.countDown();
                }
            });
            AtomicReference<Status> ended = new AtomicReference<>();
            Thread run = new Thread(() -> ended.set(SyncEngine.builder(client, copy.sink)
                    .collections(COMPANIES)
                    .build()
                    .sync()
                    .status()));
            scroll.lock();
            try {
                run.start();
                assertThat(counted.await(30, TimeUnit.SECONDS)).isTrue();
                run.interrupt();
                run.join(TimeUnit.SECONDS.toMillis(30));

                assertThat(run.isAlive()).isFalse();
                assertThat(ended).hasValue(Status.STOPPED);
            } finally {
                scroll.unlock();
            }
        }
    }

    @Test
    void K10_and_K12_a_run_that_reaches_its_budget_ends_well_and_the_next_ones_go_on() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(3_000).companies(300).conversations(2_500))) {
            SyncReport report = copy.sync(engine -> engine.maxRequests(500));
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.requests()).isLessThanOrEqualTo(500);
            int runs = 1;
            while (report.status() == Status.STOPPED_AT_BUDGET && runs < 40) {
                report = copy.sync(engine -> engine.maxRequests(500));
                runs++;
            }

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(runs).isBetween(4, 20);
            copy.isCurrent();
        }
    }

    @Test
    void only_leads_are_wanted_and_one_became_a_user() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("p", Map.of("role", "lead"));
            copy.sync(engine -> engine.collections(CONTACTS));

            copy.fake.becomeUser("p");
            copy.sync(engine -> engine.collections(CONTACTS));

            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
        }
    }

    @Test
    void parts_that_are_wanted_only_since_a_full_read_broke_off_arrive_although_the_next_one_breaks_off_too() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(20).conversations(400))) {
            assertThatThrownBy(() -> copy.sync(
                            BreakingSink.after(2, "conversations", copy.sink),
                            engine -> engine.collections(CONVERSATIONS)))
                    .isInstanceOf(SyncFailedException.class);
            assertThatThrownBy(() -> copy.sync(BreakingSink.after(1, "conversations", copy.sink), engine -> engine))
                    .isInstanceOf(SyncFailedException.class);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void contacts_that_change_after_a_run_broke_off_arrive_with_the_run_that_goes_on() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(900))) {
            assertThatThrownBy(() -> copy.sync(BreakingSink.after(3, "contacts", copy.sink), engine -> engine))
                    .isInstanceOf(SyncFailedException.class);
            List<String> stored = copy.sink.rows(USERS).keySet().stream()
                    .map(key -> key.get(0))
                    .toList();
            copy.after(Duration.ofHours(3));
            stored.forEach(id -> copy.fake.contact(id, Map.of("name", "changed while nobody looked")));

            SyncReport report = copy.sync();

            assertThat(stored).isNotEmpty();
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_part_that_the_sink_refused_before_a_run_broke_off_is_still_told_by_the_one_that_goes_on() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(700))) {
            Sink refusing = BreakingSink.after(4, "conversations", copy.sink)
                    .refusing(new WriteResult.RefusedRow(CONVERSATION_PARTS, List.of("p"), "no such text"));
            assertThatThrownBy(
                            () -> copy.sync(refusing, engine -> engine.collections(CONVERSATIONS, CONVERSATION_PARTS)))
                    .isInstanceOf(SyncFailedException.class);

            SyncReport report = copy.sync(engine -> engine.collections(CONVERSATIONS, CONVERSATION_PARTS));

            assertThat(report.collection(CONVERSATION_PARTS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void changes_arrive_little_by_little_under_a_budget_that_is_smaller_than_their_details() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> ids = IntStream.range(0, 1_200).mapToObj(i -> "c" + i).toList();
            ids.forEach(copy.fake::conversation);
            copy.sync();
            copy.after(Duration.ofHours(3));
            ids.forEach(id -> copy.fake.addPart(id, Map.of("body", "new")));
            List<Integer> stored = new ArrayList<>();

            for (int run = 0; run < 8; run++) {
                copy.after(Duration.ofMinutes(10));
                copy.sync(engine ->
                        engine.collections(CONVERSATIONS, CONVERSATION_PARTS).maxRequests(500));
                stored.add(copy.sink.rows(CONVERSATION_PARTS).size());
            }

            assertThat(stored).last().isEqualTo(1_200);
        }
    }

    /** A page of a run with the smallest budget has 50 conversations. */
    @Test
    void a_run_that_reaches_its_budget_leaves_no_more_than_a_page_to_be_read_again() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(1_500))) {
            CheckpointStore store = new InMemoryCheckpointStore();
            int runs = 0;
            SyncReport report;
            do {
                report = copy.sync(
                        changes -> copy.sink.write(changes),
                        engine -> Copy.talks(engine).checkpointStore(store).maxRequests(500));
                runs++;
            } while (report.status() == Status.STOPPED_AT_BUDGET && runs < 20);

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            Map<String, Long> asked = copy.fake.requests().stream()
                    .map(request -> request.path())
                    .filter(path -> path.matches("/conversations/[0-9]+"))
                    .collect(Collectors.groupingBy(path -> path, Collectors.counting()));
            long again = asked.values().stream().mapToLong(times -> times - 1).sum();
            assertThat(again).isLessThanOrEqualTo(60L * runs);
        }
    }
}
