package io.intercomsync.resync;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps to what a resync must leave alone: checkpoints, newer rows, budgets, and ids that nobody knows. */
class ResyncBoundsTest {

    @ParameterizedTest
    @EnumSource
    void an_id_that_neither_side_knows_is_reported(IntercomCollection collection) {
        try (Copy copy = SmallWorkspace.copy()) {
            SyncReport report = copy.resync(collection, List.of("nobody", SmallWorkspace.idOf(collection)));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.toTable()).contains("nobody", "Intercom has no object of this id");
        }
    }

    @Test
    void wrong_arguments_are_refused() {
        try (Copy copy = SmallWorkspace.copy()) {
            assertThatThrownBy(() -> copy.resync(USERS, List.of())).hasMessageContaining("at least one id");
            for (String blank : List.of("", " ", "\t")) {
                assertThatThrownBy(() -> copy.resync(USERS, List.of("u", blank)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("blank");
            }
            assertThatThrownBy(() -> copy.resync(copy.sink, engine -> engine.collections(TAGS), USERS, List.of("u")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("users");
            assertThat(copy.fake.requests()).isEmpty();
        }
    }

    @Test
    void before_the_first_run_nothing_is_stored() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3))) {
            copy.fake.contact("u");

            SyncReport report = copy.resync(USERS, List.of("u"));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.SKIPPED);
            assertThat(report.collection(USERS).message()).contains("first run");
            assertThat(copy.sink.rows(USERS)).isEmpty();
            assertThat(copy.sink.checkpoint(copy.fake.workspaceId(), "contacts"))
                    .isEmpty();
        }
    }

    @Test
    void the_checkpoint_stays_as_it_is_and_the_next_run_reads_what_changed() {
        try (Copy copy = SmallWorkspace.copy()) {
            List<Checkpoint> before = checkpoints(copy);
            SmallWorkspace.changeAll(copy);

            copy.resync(USERS, List.of("u"));
            copy.resync(CONVERSATIONS, List.of("c"));
            copy.resync(TAGS, List.of("t"));

            assertThat(checkpoints(copy)).isEqualTo(before);
            copy.fake.forgetRequests();
            assertThat(copy.sync().requests()).isLessThan(40);
            copy.isCurrent();
        }
    }

    private static List<Checkpoint> checkpoints(Copy copy) {
        return Stream.of("contacts", "companies", "conversations", "segments", "tags", "admins")
                .flatMap(feed -> Stream.of(feed, feed + ".pending", feed + ".sweep"))
                .flatMap(name -> copy.sink.checkpoint(copy.fake.workspaceId(), name).stream())
                .toList();
    }

    @Test
    void the_checkpoint_in_a_store_stays_as_it_is() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u", Map.of("name", "before"));
            CheckpointStore store = new InMemoryCheckpointStore();
            Sink plain = changes -> copy.sink.write(changes);
            copy.sync(plain, engine -> engine.checkpointStore(store));
            String before = store.load(copy.fake.workspaceId(), "contacts")
                    .orElseThrow()
                    .state();
            copy.fake.contact("u", Map.of("name", "after"));

            SyncReport report = copy.resync(plain, engine -> engine.checkpointStore(store), USERS, List.of("u"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("name")).isEqualTo("after");
            assertThat(store.load(copy.fake.workspaceId(), "contacts")
                            .orElseThrow()
                            .state())
                    .isEqualTo(before);
        }
    }

    @Test
    void an_older_version_does_not_replace_a_newer_row() {
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.fail(
                    "/contacts/u",
                    InjectedFault.answer(
                            200,
                            "application/json",
                            "{\"type\":\"contact\",\"id\":\"u\",\"role\":\"user\",\"name\":\"old\",\"updated_at\":5}"),
                    1);

            copy.resync(USERS, List.of("u"));

            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("name")).isEqualTo("before");
        }
    }

    @Test
    void a_sink_that_breaks_off_has_stored_whole_objects_and_the_next_resync_the_rest() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> ids = talks(copy, 600);
            ids.forEach(id -> copy.fake.addPart(id, Map.of("body", "after")));
            copy.after(Duration.ofMinutes(1));

            assertThatThrownBy(() -> copy.resync(
                            BreakingSink.after(1, "conversations", copy.sink), engine -> engine, CONVERSATIONS, ids))
                    .isInstanceOf(SyncFailedException.class);
            copy.resync(CONVERSATIONS, ids);

            copy.isCurrent();
        }
    }

    private static List<String> talks(Copy copy, int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
        copy.fake.contact("u");
        ids.forEach(id -> copy.fake.conversation(id, Map.of("contacts", List.of("u"))));
        ids.forEach(id -> copy.fake.addPart(id, Map.of("body", "before")));
        copy.after(Duration.ofDays(1));
        copy.sync();
        copy.after(Duration.ofHours(1));
        return ids;
    }

    @Test
    void a_budget_ends_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> ids = talks(copy, 600);
            copy.fake.forgetRequests();

            SyncReport report = copy.resync(copy.sink, engine -> engine.maxRequests(500), CONVERSATIONS, ids);

            assertThat(report.collection(CONVERSATIONS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.collection(CONVERSATIONS).rows()).isBetween(400L, 500L);
            assertThat(copy.fake.requestCount()).isLessThanOrEqualTo(500);
        }
    }

    @Test
    void an_interrupt_ends_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            CheckpointStore store = new InMemoryCheckpointStore();
            copy.sync(changes -> {}, engine -> engine.checkpointStore(store));
            Sink interrupted = changes -> {
                throw new SinkException("waited", new InterruptedException());
            };

            SyncReport report = copy.resync(interrupted, engine -> engine.checkpointStore(store), USERS, List.of("u"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.STOPPED);
        }
    }

    @Test
    void the_other_collections_are_skipped() {
        try (Copy copy = SmallWorkspace.copy()) {
            SyncReport report = copy.resync(CONVERSATION_PARTS, List.of("c"));

            assertThat(report.collections())
                    .filteredOn(collection -> collection.status() != Status.SKIPPED)
                    .extracting(collection -> collection.collection())
                    .containsExactlyInAnyOrder(CONVERSATIONS, CONVERSATION_PARTS);
        }
    }

    /** Only a run moves the checkpoint, in which the pending objects are. */
    @Test
    void a_pending_object_comes_and_stays_pending_until_the_next_run() {
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.addPart("c", Map.of("body", "after"));
            copy.fake.fail("/conversations/c", InjectedFault.status(403), Integer.MAX_VALUE);
            copy.after(Duration.ofHours(2));
            assertThat(copy.sync().status()).isEqualTo(Status.INCOMPLETE);
            copy.fake.clearFaults();

            SyncReport report = copy.resync(CONVERSATIONS, List.of("c"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(2);
            copy.fake.forgetRequests();
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isEqualTo(1);
        }
    }

    @Test
    void an_object_that_intercom_refuses_is_reported_and_its_row_stays() {
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.fail("/contacts/u", InjectedFault.status(403), Integer.MAX_VALUE);

            SyncReport report = copy.resync(SOCIAL_PROFILES, List.of("u"));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.toTable()).contains("u: ");
            assertThat(copy.sink.rows(USERS)).containsKey(List.of("u"));
        }
    }
}
