package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlushComparisonTest extends HubTests {
    private final Recorder warehouse = new Recorder();

    @Test
    void a_warehouse_that_an_engine_filled_is_compared_first() {
        warehouse.write(changes(
                "contacts",
                List.of(),
                lead("moved", "Ann"),
                user("gone", "Bob"),
                profile("gone", "s"),
                user("stays", "Old"),
                profile("stays", "old"),
                conversation("gone", "x"),
                part("gone", "p1", "x"),
                conversation("1", "x"),
                part("1", "p2", "replaced")));
        fill(user("moved", "Ann"), user("stays", "New"), conversation("1", "Hi"), part("1", "p3", "x"));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(report.notes()).singleElement().asString().contains("no position of this hub");
        assertEqual(warehouse);
        assertThat(warehouse.checkpoint(WORKSPACE, "contacts"))
                .as("the engine's own stays")
                .isPresent();
        warehouse.units.clear();
        assertThat(hub().flushTo(warehouse).notes()).isEmpty();
        assertThat(warehouse.units).isEmpty();
    }

    @Test
    void a_person_who_changed_tables_is_never_in_neither_during_a_comparison() {
        warehouse.write(changes("contacts", List.of(), lead("p", "Ann")));
        warehouse.units.clear();
        fill(user("p", "Ann"));

        hub().flushTo(warehouse);

        assertThat(warehouse.units)
                .filteredOn(unit -> unit.removals().stream().anyMatch(removal -> removal.collection() == CONTACTS))
                .first()
                .satisfies(unit -> assertThat(unit.batches())
                        .anyMatch(batch ->
                                batch.collection() == USERS && batch.rows().size() == 1));
    }

    @Test
    void another_hub_file_leads_to_a_comparison() {
        fill(user("u1", "Ann"), user("u2", "Bob"));
        hub().flushTo(warehouse);
        closeHub();
        deleteHub();
        fill(user("u2", "Bob"));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).singleElement().asString().contains("another hub file");
        assertEqual(warehouse);
    }

    @Test
    void a_hub_that_was_restored_from_an_older_copy_leads_to_a_comparison() throws IOException {
        fill(user("u1", "Ann"));
        closeHub();
        Path copy = Files.copy(file(), directory.resolve("copy"));
        fill(user("u2", "Bob"));
        hub().flushTo(warehouse);
        closeHub();
        restore(copy);

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).singleElement().asString().contains("restored");
        assertEqual(warehouse);
    }

    @Test
    void a_restored_hub_that_has_moved_on_since_is_noticed_too() throws IOException {
        fill(user("u1", "Ann"));
        closeHub();
        Path copy = Files.copy(file(), directory.resolve("copy"));
        fill(user("u2", "Bob"));
        hub().flushTo(warehouse);
        closeHub();
        restore(copy);
        fill(user("u3", "Cid"), user("u4", "Dan"), user("u5", "Eve"));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).singleElement().asString().contains("restored");
        assertEqual(warehouse);
    }

    @Test
    void a_warehouse_further_behind_than_removals_are_kept_is_compared() {
        fill(user("u1", "Ann"), user("u2", "Bob"));
        hub().flushTo(warehouse);
        fill(List.of(gone(USERS, Reason.DELETED, "u1")));
        clock.advance(Duration.ofDays(91));
        fill(tag("t", "vip"));
        hub().endRun();

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).singleElement().asString().contains("further behind");
        assertEqual(warehouse);
    }

    @Test
    void a_removal_of_a_person_who_changes_again_is_kept_until_then() {
        fill(lead("p", "Ann"));
        hub().flushTo(warehouse);
        fill(List.of(gone(CONTACTS, Reason.MOVED, "p")), user("p", "Ann"));
        clock.advance(Duration.ofDays(89));
        fill(user("p", "Ann B."));
        clock.advance(Duration.ofDays(2));
        fill(tag("t", "vip"));
        hub().endRun();

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).isEmpty();
        assertEqual(warehouse);
    }

    @Test
    void a_warehouse_that_is_up_to_date_is_not_compared_when_removals_are_dropped() {
        fill(user("u1", "Ann"), user("u2", "Bob"));
        fill(List.of(gone(USERS, Reason.DELETED, "u1")));
        hub().flushTo(warehouse);
        clock.advance(Duration.ofDays(91));
        fill(tag("t", "vip"));
        hub().endRun();

        assertThat(hub().flushTo(warehouse).notes()).isEmpty();
        assertEqual(warehouse);
    }

    @Test
    void a_table_that_was_emptied_by_hand_is_filled_again() {
        fill(user("u1", "Ann"), user("u2", "Bob"), tag("t", "vip"));
        hub().flushTo(warehouse);
        warehouse.write(changes("by hand", List.of(gone(USERS, Reason.MOVED, "u1"), gone(USERS, Reason.MOVED, "u2"))));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).singleElement().asString().contains("rows of users");
        assertEqual(warehouse);
    }

    @Test
    void more_collections_than_before_lead_to_a_comparison_and_fewer_do_not() {
        fill(user("u1", "Ann"), company("c1", "Acme"), tag("t", "vip"));
        hub().flushTo(warehouse);
        HubFlush fewer = HubFlush.builder(hub(), warehouse).collections(USERS).build();
        fill(company("c1", "Acme 2"), user("u1", "Ann 2"));
        assertThat(fewer.flush().notes()).isEmpty();

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.notes()).singleElement().asString().contains("more collections");
        assertEqual(warehouse);
    }

    @Test
    void a_property_that_was_left_out_and_is_wanted_now_leads_to_a_comparison() {
        fill(user("u1", "Ann"));
        HubFlush.builder(hub(), warehouse).without("users.name").build().flush();
        assertThat(warehouse.table(USERS).values())
                .allSatisfy(row -> assertThat(row.columns())
                        .noneMatch(column -> column.name().equals("name")));

        hub().flushTo(warehouse);

        assertEqual(warehouse);
    }

    @Test
    void a_comparison_can_be_asked_for() {
        fill(user("u1", "Ann"), user("u2", "Bob"));
        hub().flushTo(warehouse);
        warehouse.write(changes("by hand", List.of(), user("u3", "stray"), company("stray", "x")));

        HubFlush.builder(hub(), warehouse).compareAll().build().flush();

        assertEqual(warehouse);
    }

    @Test
    void rows_that_a_warehouse_lost_are_counted() {
        for (int i = 0; i < 60; i++) {
            fill(user("u" + (100 + i), "Name"));
        }
        hub().flushTo(warehouse);
        warehouse.write(changes("by hand", List.of(gone(USERS, Reason.MOVED, "u130"))));
        fill(tag("t", "vip"));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(report.collection(USERS).message()).contains("1 rows fewer", "compareAll()");
    }

    @Test
    void a_part_that_the_hub_lacks_stays_while_a_conversation_is_cut_off() {
        warehouse.write(changes("c", List.of(), truncated("1", "x"), part("1", "older", "x"), part("1", "a", "x")));
        fill(truncated("1", "x"), part("1", "a", "x"));

        hub().flushTo(warehouse);

        assertThat(warehouse.table(CONVERSATION_PARTS)).hasSize(2);
        assertThat(warehouse.table(CONVERSATIONS)).hasSize(1);
    }

    @Test
    void orphans_go() {
        warehouse.write(changes("c", List.of(), profile("nobody", "s"), part("nothing", "p", "x"), tag("t", "x")));
        fill(company("c1", "Acme"));

        hub().flushTo(warehouse);

        assertEqual(warehouse);
        assertThat(warehouse.table(SOCIAL_PROFILES)).isEmpty();
        assertThat(warehouse.table(TAGS)).isEmpty();
        assertThat(warehouse.table(COMPANIES)).hasSize(1);
    }

    @Test
    void a_sink_that_cannot_be_read_back_gets_everything_again_and_the_report_says_what_may_be_left() {
        List<Changes> given = new ArrayList<>();
        Sink plain = new BlindSink(given);
        fill(user("u1", "Ann"));
        hub().flushTo(plain);
        closeHub();
        deleteHub();
        fill(user("u2", "Bob"));

        FlushReport report = hub().flushTo(plain);

        assertThat(report.notes()).hasSize(2).last().asString().contains("may be left");
        assertThat(given.get(given.size() - 1).rowCount()).isOne();
    }

    private record BlindSink(List<Changes> given) implements CheckpointingSink {
        @Override
        public void write(Changes changes) {
            given.add(changes);
        }

        @Override
        public Optional<Checkpoint> checkpoint(String workspace, String feed) {
            return given.isEmpty()
                    ? Optional.empty()
                    : Optional.of(given.get(given.size() - 1).checkpoint());
        }
    }
}
