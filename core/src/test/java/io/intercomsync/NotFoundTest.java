package io.intercomsync;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.fake.Fault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A 404 says that something is gone if it is of Intercom; of something on the way to it, it says nothing. */
class NotFoundTest {

    @Test
    void K38_a_404_that_is_not_intercoms_is_asked_about_once_more_before_anything_goes() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("there").conversation("gone");
            copy.fake.addPart("there", Map.of("body", "a"));
            copy.fake.addPart("gone", Map.of("body", "b"));
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("there", Map.of("body", "c"));
            copy.fake.addPart("gone", Map.of("body", "d"));
            copy.fake.fail("/conversations/there", Fault.html(404), 1);
            copy.fake.fail("/conversations/gone", Fault.html(404), 2);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).containsOnlyKeys(List.of("there"));
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(2);
        }
    }

    @Test
    void K38_a_404_that_is_not_intercoms_on_a_list_of_a_contact_does_not_lose_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            for (int i = 0; i < 12; i++) {
                copy.fake.tag("t" + i, "tag " + i).tagContact("u", "t" + i);
            }
            copy.after(Duration.ofDays(30));
            copy.fake.fail("/contacts/u/tags", Fault.html(404), 1);
            List<List<String>> stored = new CopyOnWriteArrayList<>();
            Sink sink =
                    changes -> changes.batches().forEach(batch -> batch.rows().forEach(row -> stored.add(row.key())));
            CheckpointStore store = new InMemoryCheckpointStore();

            SyncReport report =
                    copy.sync(sink, engine -> engine.checkpointStore(store).collections(USERS));
            copy.after(Duration.ofHours(3));
            copy.sync(sink, engine -> engine.checkpointStore(store).collections(USERS));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(stored).contains(List.of("u"));
        }
    }

    @Test
    void K38_a_sweep_does_not_believe_a_404_that_is_not_intercoms() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c", Map.of()).contact("u").joinCompany("u", "c");
            copy.sync();
            copy.fake.leaveCompany("u", "c");
            copy.after(Duration.ofDays(2));
            copy.fake.fail("/companies/c", Fault.html(404), 1);

            copy.sync();

            assertThat(copy.sink.rows(COMPANIES)).containsOnlyKeys(List.of("c"));
        }
    }

    @Test
    void K38_a_404_that_is_not_intercoms_is_no_end_of_companies() {
        try (Copy copy = new Copy(workspace -> workspace.companies(30))) {
            copy.fake.deny("/companies/list", 403);
            copy.fake.fail("/companies/scroll", Fault.html(404), 1);

            copy.sync(engine -> engine.collections(COMPANIES));

            assertThat(copy.sink.rows(COMPANIES)).hasSize(30);
        }
    }
}
