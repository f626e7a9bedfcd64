package io.intercomsync.resync;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.WriteResult.RefusedRow;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Objects that a resync stores without all that belongs to them: the next runs fetch them again. */
class ResyncPendingTest {
    private static final String LAST = "c299";

    @Test
    void a_conversation_without_its_parts_comes_with_the_run_that_goes_on() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            conversations(copy);
            Instant updatedAt = copy.time.instant();
            breakOffBeforeTheLast(copy);
            copy.fake.fail("/conversations/" + LAST, withoutParts(updatedAt), 1);

            SyncReport resync = copy.resync(copy.sink, ResyncPendingTest::talks, CONVERSATIONS, List.of(LAST));

            assertThat(resync.status()).as(resync.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).containsKey(List.of(LAST));
            SyncReport rest = copy.sync(ResyncPendingTest::talks);
            assertThat(rest.status()).as(rest.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent(ResyncPendingTest::talks);
        }
    }

    @Test
    void a_conversation_whose_part_the_sink_refuses_is_fetched_again_by_the_run_that_goes_on() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            String part = conversations(copy);
            breakOffBeforeTheLast(copy);
            RefusedRow refused = new RefusedRow(CONVERSATION_PARTS, List.of(part), "it is too long");
            BreakingSink refusing = new BreakingSink(copy.sink, changes -> false).refusing(refused);

            SyncReport resync = copy.resync(refusing, ResyncPendingTest::talks, CONVERSATIONS, List.of(LAST));

            assertThat(resync.status()).as(resync.toTable()).isEqualTo(Status.INCOMPLETE);
            copy.fake.forgetRequests();
            SyncReport rest = copy.sync(ResyncPendingTest::talks);
            assertThat(rest.status()).as(rest.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.fake.requestCount("GET", "/conversations/" + LAST)).isEqualTo(1);
        }
    }

    private static SyncEngine.Builder talks(SyncEngine.Builder engine) {
        return engine.collections(CONVERSATIONS, CONVERSATION_PARTS);
    }

    /** Adds 200 conversations, the last of them with a part; returns the id of the part. */
    private static String conversations(Copy copy) {
        for (int i = 100; i < 300; i++) {
            copy.fake.conversation("c" + i);
        }
        return copy.fake.addPart(LAST, Map.of("body", "a"));
    }

    private static void breakOffBeforeTheLast(Copy copy) {
        copy.after(Duration.ofDays(30));
        copy.fake.fail(
                request -> request.path().equals("/conversations/search")
                        && request.body().contains("starting_after"),
                InjectedFault.status(500),
                Integer.MAX_VALUE);
        assertThatThrownBy(() -> copy.sync(ResyncPendingTest::talks)).isInstanceOf(SyncFailedException.class);
        copy.fake.clearFaults();
        assertThat(copy.sink.rows(CONVERSATIONS)).isNotEmpty().doesNotContainKey(List.of(LAST));
    }

    private static InjectedFault withoutParts(Instant updatedAt) {
        return InjectedFault.answer(
                200,
                "application/json",
                "{\"type\":\"conversation\",\"id\":\"%s\",\"updated_at\":%s,\"statistics\":{\"count_conversation_parts\":2}}"
                        .formatted(LAST, updatedAt.getEpochSecond()));
    }

    @Test
    void an_id_that_intercom_refuses_is_not_asked_for_by_later_runs() {
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.fail("/contacts/wrong id", InjectedFault.status(400), Integer.MAX_VALUE);
            copy.fake.fail("/contacts/wrong%20id", InjectedFault.status(400), Integer.MAX_VALUE);

            SyncReport resync = copy.resync(USERS, List.of("wrong id"));

            assertThat(resync.status()).as(resync.toTable()).isEqualTo(Status.INCOMPLETE);
            SyncReport next = copy.sync();
            assertThat(next.status()).as(next.toTable()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void a_store_of_checkpoints_hears_nothing_of_a_resync_that_lacks_nothing() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u", Map.of("name", "before"));
            List<Checkpoint> saved = new ArrayList<>();
            CheckpointStore store = noting(saved);
            Sink plain = changes -> copy.sink.write(changes);
            copy.sync(plain, engine -> engine.checkpointStore(store));
            saved.clear();
            copy.fake.contact("u", Map.of("name", "after"));

            copy.resync(plain, engine -> engine.checkpointStore(store), USERS, List.of("u"));

            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("name")).isEqualTo("after");
            assertThat(saved).isEmpty();
        }
    }

    private static CheckpointStore noting(List<Checkpoint> saved) {
        CheckpointStore store = new InMemoryCheckpointStore();
        return new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load(String workspace, String feed) {
                return store.load(workspace, feed);
            }

            @Override
            public void save(Checkpoint checkpoint) {
                saved.add(checkpoint);
                store.save(checkpoint);
            }
        };
    }

    @Test
    void tags_without_names_are_told_where_the_token_may_not_list_tags() {
        try (Copy copy = SmallWorkspace.copy()) {
            copy.fake.tagContact("u", "t").deny("/tags", 403);

            SyncReport report = copy.resync(USERS, List.of("u"));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(report.toTable()).contains("the tags on people have no names");
        }
    }
}
