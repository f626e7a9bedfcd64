package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.UnitSize;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flushes from a hub that the first source run has not filled yet to a warehouse that has rows. */
class FlushHalfFilledTest extends HubTests {
    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .contacts(600)
            .companies(120)
            .conversations(50)
            .start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final Recorder warehouse = new Recorder();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void no_row_is_removed_before_a_source_run_has_read_its_collection_to_the_end() {
        String workspace = SyncEngine.builder(client, warehouse).build().sync().workspace();
        warehouse.write(new Changes(
                List.of(),
                List.of(new Batch(USERS, USERS.columns(), List.of(user("stray", "x")))),
                new Checkpoint(workspace, "by hand", "{}")));
        int users = warehouse.table(USERS).size();
        int companies = warehouse.table(COMPANIES).size();
        fake.fail("/contacts/search", InjectedFault.status(500), Integer.MAX_VALUE);
        try (IntercomClient impatient = IntercomClient.builder(fake.token())
                .baseUrl(URI.create(fake.url()))
                .maxRetryDuration(Duration.ZERO)
                .build()) {
            assertThatThrownBy(SyncEngine.builder(impatient, hub()).build()::sync)
                    .isInstanceOf(SyncFailedException.class);
        }
        fake.clearFaults();

        FlushReport early = hub().flushTo(warehouse);

        assertThat(warehouse.table(USERS)).hasSize(users);
        assertThat(warehouse.table(COMPANIES)).hasSize(companies);
        assertThat(early.notes())
                .anyMatch(note -> note.contains("No rows were removed from") && note.contains("users"));
        SyncEngine.builder(client, hub()).build().sync();
        FlushReport late = hub().flushTo(warehouse);
        assertThat(late.status()).as(late.toTable()).isEqualTo(Status.COMPLETE);
        assertEqual(warehouse);
        warehouse.units.clear();
        assertThat(hub().flushTo(warehouse).notes()).isEmpty();
        assertThat(warehouse.units).isEmpty();
    }

    @Test
    void no_row_is_removed_while_the_first_run_has_stored_no_checkpoint() {
        warehouse.write(changes("contacts", List.of(), user("u1", "Ann"), user("u2", "Bob")));
        hub().beginRun(WORKSPACE);
        fill(user("u1", "Ann"));

        hub().flushTo(warehouse);

        assertThat(warehouse.table(USERS)).hasSize(2);
        hub().endRun();
        hub().flushTo(warehouse);
        assertEqual(warehouse);
    }

    @Test
    void a_collection_that_source_runs_do_not_read_is_left_alone() {
        SyncEngine.builder(client, warehouse).build().sync();
        SyncEngine source = SyncEngine.builder(client, hub())
                .collections(USERS, IntercomCollection.CONTACTS)
                .build();
        source.sync();

        FlushReport first = hub().flushTo(warehouse);
        fake.contact("new", Map.of("name", "Ann"));
        source.sync();
        FlushReport second = hub().flushTo(warehouse);

        assertThat(warehouse.table(COMPANIES)).hasSize(120);
        assertThat(first.notes()).hasSize(2);
        assertThat(second.notes()).isEmpty();
        assertThat(second.status()).as(second.toTable()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void no_row_is_removed_after_a_hub_that_another_hub_has_filled_in_part() {
        warehouse.write(changes("contacts", List.of(), user("u1", "A"), user("u2", "B"), user("u3", "C")));
        fill(user("u1", "A"), user("u2", "B"), user("u3", "D"));
        try (Hub second = Hub.builder(directory.resolve("second.hub")).build()) {
            assertThatThrownBy(() -> hub().flushTo(new OneRow(second))).isInstanceOf(FlushFailedException.class);

            second.flushTo(warehouse);

            assertThat(warehouse.table(USERS)).hasSize(3);
            hub().flushTo(second);
            second.flushTo(warehouse);
            assertEqual(warehouse);
        }
    }

    /** Hands one unit of one row on to a hub, and fails then. */
    private static final class OneRow implements CheckpointingSink {
        private final Hub hub;
        private int units;

        OneRow(Hub hub) {
            this.hub = hub;
        }

        @Override
        public UnitSize unitSize() {
            return new UnitSize(1, 1 << 20);
        }

        @Override
        public void beginRun(String workspace) {
            hub.beginRun(workspace);
        }

        @Override
        public void endRun() {
            hub.endRun();
        }

        @Override
        public void write(Changes changes) {
            if (units++ > 0) {
                throw new SinkException("The connection is gone");
            }
            hub.write(changes);
        }

        @Override
        public Optional<Checkpoint> checkpoint(String workspace, String feed) {
            return hub.checkpoint(workspace, feed);
        }
    }
}
