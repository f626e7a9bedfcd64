package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What has gone wrong with state and keys elsewhere: parents read again, rows keyed by name or by nothing. */
class StateFaultsTest {

    @Test
    void K43_a_sink_that_stores_no_state_does_not_make_all_parts_be_read_again() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 40).forEach(i -> {
                copy.fake.conversation("c" + i);
                copy.fake.addPart("c" + i, Map.of());
            });
            copy.after(Duration.ofHours(2));
            CheckpointStore store = new InMemoryCheckpointStore();
            Sink plain = changes -> copy.sink.write(changes);
            copy.sync(plain, engine -> engine.checkpointStore(store));
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c7", Map.of());
            copy.fake.forgetRequests();

            copy.sync(plain, engine -> engine.checkpointStore(store));

            assertThat(copy.fake.requestCount("GET", "/conversations/c")).isEqualTo(1);
            copy.isCurrent();
        }
    }

    @Test
    void K45_a_new_version_takes_the_place_of_the_old_one() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(30).conversations(30))) {
            copy.sync();
            int users = copy.sink.rows(USERS).size();
            copy.after(Duration.ofHours(3));
            copy.sink.rows(USERS).keySet().forEach(key -> copy.fake.contact(key.get(0), Map.of("name", "new")));
            copy.sink
                    .rows(CONVERSATIONS)
                    .keySet()
                    .forEach(key -> copy.fake.conversation(key.get(0), Map.of("title", "new")));

            copy.sync();

            assertThat(copy.sink.rows(USERS)).hasSize(users);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(30);
            copy.isCurrent();
        }
    }

    @Test
    void K46_a_name_is_no_key() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.tag("1", "vip").tag("2", "vip").tag("3", "trial");
            copy.fake.segment("s1", Map.of("name", "vip")).segment("s2", Map.of("name", "vip"));
            copy.sync();

            copy.fake.tag("3", "paying");
            copy.sync();

            assertThat(copy.sink.rows(SEGMENTS)).hasSize(2);
            assertThat(copy.sink.rows(TAGS)).containsOnlyKeys(List.of("1"), List.of("2"), List.of("3"));
            assertThat(copy.sink.rows(TAGS).values())
                    .extracting(row -> row.value("name"))
                    .containsExactly("vip", "vip", "paying");
        }
    }

    @Test
    void a_lead_whose_first_checkpoint_was_lost_leaves_a_sink_that_cannot_be_read_back_when_it_becomes_a_user() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("p", Map.of("role", "lead"));
            CheckpointStore store = killedAtTheFirstSave();
            assertThatThrownBy(() -> copy.sync(
                            changes -> copy.sink.write(changes),
                            engine -> engine.collections(USERS, CONTACTS).checkpointStore(store)))
                    .isInstanceOf(SyncFailedException.class);
            copy.fake.becomeUser("p");
            copy.after(Duration.ofHours(3));

            SyncReport report = copy.sync(
                    changes -> copy.sink.write(changes),
                    engine -> engine.collections(USERS, CONTACTS).checkpointStore(store));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("p"));
            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
        }
    }

    private static CheckpointStore killedAtTheFirstSave() {
        InMemoryCheckpointStore kept = new InMemoryCheckpointStore();
        AtomicBoolean isKilled = new AtomicBoolean();
        return new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load(String workspace, String feed) {
                return kept.load(workspace, feed);
            }

            @Override
            public void save(Checkpoint checkpoint) {
                if (!isKilled.getAndSet(true)) {
                    throw new CheckpointException("The program is killed");
                }
                kept.save(checkpoint);
            }
        };
    }
}
