package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.Sink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushTest extends HubTests {
    private final Recorder warehouse = new Recorder();

    @Test
    void a_new_warehouse_gets_everything_and_its_position_with_it() {
        fill(user("u1", "Ann"), profile("u1", "s"), company("c1", "Acme"));
        fill(conversation("1", "Hi"), part("1", "p1", "text"), tag("t", "vip"));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(report.notes()).isEmpty();
        assertThat(report.collection(USERS).rows()).isOne();
        assertThat(report.collection(USERS).changed()).isOne();
        assertThat(report.collection(USERS).held()).isOne();
        assertEqual(warehouse);
        assertThat(warehouse.checkpoint(WORKSPACE, "hub")).isPresent();
        assertThat(warehouse.checkpoint(WORKSPACE, "feed")).as("of the engine").isEmpty();
        assertThat(warehouse.units.get(warehouse.units.size() - 1).batches())
                .as("tables without rows are made, too")
                .anyMatch(batch -> batch.rows().isEmpty());
    }

    @Test
    void only_families_that_changed_are_handed_over_each_whole() {
        fill(user("u1", "Ann"), profile("u1", "s1"), profile("u1", "s2"), user("u2", "Bob"), company("c1", "Acme"));
        hub().flushTo(warehouse);
        warehouse.units.clear();
        fill(List.of(children(SOCIAL_PROFILES, "u1", Reason.REPLACED)), user("u1", "Ann"), profile("u1", "s1"));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(warehouse.given()).containsExactly("Row[users u1]", "Row[social_profiles u1 s1]");
        assertThat(warehouse.units).allSatisfy(unit -> assertThat(unit.feed()).isEqualTo("hub"));
        assertThat(report.collection(COMPANIES).rows()).isZero();
        assertEqual(warehouse);
    }

    @Test
    void an_idle_flush_writes_nothing() {
        fill(user("u1", "Ann"));
        hub().flushTo(warehouse);
        warehouse.units.clear();
        fill(user("u1", "Ann")); // as it was

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.isComplete()).isTrue();
        assertThat(warehouse.units).isEmpty();
    }

    @Test
    void removals_keep_their_reasons_times_and_survivors() {
        fill(user("u1", "Ann"), profile("u1", "s"), user("u2", "Bob"), company("c1", "Acme"));
        hub().flushTo(warehouse);
        warehouse.units.clear();
        fill(List.of(
                gone(USERS, Reason.MERGED, "u1"),
                children(SOCIAL_PROFILES, "u1", Reason.MERGED),
                gone(COMPANIES, Reason.DELETED, "c1")));

        FlushReport report = hub().flushTo(warehouse);

        assertThat(warehouse.removals())
                .containsExactlyInAnyOrder(
                        new Removal.ByKey(USERS, List.of("u1"), Reason.MERGED, T1, "survivor"),
                        new Removal.ChildrenOf(SOCIAL_PROFILES, "u1", Reason.MERGED, T1),
                        new Removal.ByKey(COMPANIES, List.of("c1"), Reason.DELETED, T1, null));
        assertThat(report.collection(USERS).removed()).isOne();
        assertEqual(warehouse);
    }

    @Test
    void a_lead_that_became_a_user_leaves_one_table_and_enters_the_other_in_one_unit() {
        fill(lead("p", "Ann"), profile("p", "s"));
        hub().flushTo(warehouse);
        warehouse.units.clear();
        fill(List.of(gone(CONTACTS, Reason.MOVED, "p")), user("p", "Ann"));

        hub().flushTo(warehouse);

        assertThat(warehouse.units).hasSize(1);
        assertThat(warehouse.removals()).contains(new Removal.ByKey(CONTACTS, List.of("p"), Reason.MOVED, T1, null));
        assertThat(warehouse.table(SOCIAL_PROFILES)).hasSize(1);
        assertEqual(warehouse);
    }

    @Test
    void older_parts_of_a_conversation_that_is_cut_off_stay_and_known_removals_of_it_go() {
        fill(conversation("1", "Hi"), part("1", "a", "x"), part("1", "b", "x"));
        hub().flushTo(warehouse);
        warehouse.write(changes("other", List.of(), part("1", "older", "of the engine")));
        fill(List.of(children(CONVERSATION_PARTS, "1", Reason.REPLACED)), conversation("1", "Hi"), part("1", "a", "x"));
        fill(truncated("1", "Hi"), part("1", "c", "x"));

        hub().flushTo(warehouse);

        assertThat(warehouse.table(CONVERSATION_PARTS).keySet())
                .containsExactly(List.of("a"), List.of("c"), List.of("older"));
    }

    @Test
    void a_part_that_goes_to_another_conversation_is_in_one() {
        fill(conversation("1", "Hi"), part("1", "a", "x"), conversation("2", "Ho"));
        hub().flushTo(warehouse);
        fill(conversation("2", "Ho"), part("2", "a", "x"));

        hub().flushTo(warehouse);

        assertEqual(warehouse);
        assertThat(warehouse.table(CONVERSATION_PARTS)).hasSize(1);
    }

    @Test
    void several_warehouses_have_positions_of_their_own() {
        Recorder slow = new Recorder();
        fill(user("u1", "Ann"));
        hub().flushTo(warehouse);
        hub().flushTo(slow);
        for (int i = 0; i < 10; i++) {
            fill(user("u" + i, "Name " + i));
            hub().flushTo(warehouse);
        }

        hub().flushTo(slow);

        assertEqual(warehouse);
        assertEqual(slow);
    }

    @Test
    void many_families_go_in_several_units_and_a_family_is_never_split() {
        for (int i = 0; i < 5; i++) {
            List<Row> rows = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                rows.add(conversation(i + "-" + j, "t"));
                for (int k = 0; k < 7; k++) {
                    rows.add(part(i + "-" + j, i + "-" + j + "-" + k, "text"));
                }
            }
            fill(rows.toArray(Row[]::new));
        }

        hub().flushTo(warehouse);

        assertThat(warehouse.units).hasSizeGreaterThan(5);
        assertThat(warehouse.units)
                .allSatisfy(unit -> assertThat(unit.rowCount() % 8).isZero());
        assertEqual(warehouse);
    }

    @Test
    void only_the_chosen_collections_and_properties_are_handed_over() {
        fill(user("u1", "Ann"), profile("u1", "s"), company("c1", "Acme"));
        HubFlush flush = HubFlush.builder(hub(), warehouse)
                .collections(USERS, COMPANIES)
                .without("users.email")
                .build();

        FlushReport report = flush.flush();

        assertThat(warehouse.table(SOCIAL_PROFILES)).isEmpty();
        assertThat(warehouse.table(USERS).get(List.of("u1")))
                .isNotNull()
                .satisfies(row ->
                        assertThat(row.columns()).extracting(Column::name).doesNotContain("email"));
        assertThat(report.collection(TAGS).status()).isEqualTo(Status.SKIPPED);
        assertThat(report.notes()).isEmpty();
        fill(tag("t", "vip"));
        warehouse.units.clear();
        assertThat(flush.flush().isComplete()).isTrue();
        assertThat(warehouse.given()).isEmpty();
    }

    @Test
    void definitions_of_attributes_are_handed_over_also_by_themselves() {
        AttributeDefinition plan = new AttributeDefinition(USERS, "plan \u0000", "Plan", "string", false);
        fill(user("u1", "Ann"));
        hub().flushTo(warehouse);
        warehouse.units.clear();
        hub().store(new Changes(
                List.of(), List.of(), List.of(plan), List.of(new Checkpoint(WORKSPACE, "contacts", "{}"))));

        hub().flushTo(warehouse);

        assertThat(warehouse.units)
                .singleElement()
                .satisfies(unit -> assertThat(unit.attributes()).containsExactly(plan));
    }

    @Test
    void a_sink_without_abilities_has_its_position_in_the_hub_under_a_name() {
        List<Changes> given = new ArrayList<>();
        Sink plain = given::add;
        fill(user("u1", "Ann"));
        assertThatThrownBy(() -> hub().flushTo(plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name(...)");

        HubFlush.builder(hub(), plain).name("files").build().flush();
        closeHub();
        FlushReport second =
                HubFlush.builder(hub(), plain).name("files").build().flush();

        assertThat(given).hasSize(1);
        assertThat(second.stored().values()).containsOnly(0L);
        HubFlush.builder(hub(), plain).name("other").build().flush();
        assertThat(given).hasSize(2);
    }

    @Test
    void a_warehouse_of_another_workspace_is_refused() {
        warehouse.write(new Changes(List.of(), List.of(), new Checkpoint("w2", "contacts", "{}")));
        fill(user("u1", "Ann"));

        assertThatThrownBy(() -> hub().flushTo(warehouse))
                .isInstanceOf(FlushFailedException.class)
                .hasCauseInstanceOf(CheckpointException.class)
                .hasMessageContaining("w2");
        assertThat(warehouse.table(USERS)).isEmpty();
    }

    @Test
    void an_empty_hub_flushes_nothing_and_says_so() {
        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.isComplete()).isTrue();
        assertThat(report.notes()).singleElement().asString().contains("empty");
        assertThat(warehouse.units).isEmpty();
    }

    @Test
    void a_hub_can_be_flushed_to_another_hub() {
        fill(user("u1", "Ann"), conversation("1", "Hi"), part("1", "p", "x"));
        try (Hub second = Hub.builder(directory.resolve("second.hub")).build()) {
            hub().flushTo(second);
            fill(List.of(gone(USERS, Reason.DELETED, "u1")), part("1", "p", "y"));

            hub().flushTo(second);

            assertThat(HubRows.of(second, USERS)).isEmpty();
            assertThat(HubRows.of(second, CONVERSATIONS)).isEqualTo(HubRows.of(hub(), CONVERSATIONS));
            assertThat(HubRows.of(second, CONVERSATION_PARTS)).isEqualTo(HubRows.of(hub(), CONVERSATION_PARTS));
        }
    }

    @Test
    void a_report_is_a_table_and_json() {
        fill(user("u1", "Ann"));

        FlushReport report =
                HubFlush.builder(hub(), warehouse).name("sales").build().flush();

        assertThat(report.toTable())
                .containsPattern("collection +written +held +status")
                .containsPattern("(?m)^users +1 +1 +COMPLETE")
                .contains("sales: COMPLETE");
        assertThat(hub().flushTo(warehouse).toTable())
                .as("a flush with nothing to do, which counts no rows")
                .containsPattern("collection +written +status")
                .containsPattern("(?m)^users +0 +COMPLETE");
        assertThat(report.toJson()).contains("\"warehouse\":\"sales\"", "\"status\":\"COMPLETE\"");
        assertThat(report)
                .hasToString(report.toString())
                .asString()
                .startsWith("FlushReport[COMPLETE, warehouse=sales");
    }
}
