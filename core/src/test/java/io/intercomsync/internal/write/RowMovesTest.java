package io.intercomsync.internal.write;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A person is a lead or a user, never both and never neither. */
class RowMovesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<IntercomCollection> SHARED = List.of(USERS, CONTACTS);

    private final InMemorySink sink = new InMemorySink();

    @Test
    void the_newer_of_two_rows_in_one_unit_stays_and_on_a_tie_the_user() {
        UnitBuilder unit = unit(
                row(USERS, "user", 2L),
                row(CONTACTS, "user", 1L),
                row(USERS, "lead", 1L),
                row(CONTACTS, "lead", 2L),
                row(USERS, "tie", 1L),
                row(CONTACTS, "tie", 1L),
                row(USERS, "unknown", null),
                row(CONTACTS, "unknown", 5L),
                row(CONTACTS, "alone", 1L));

        settle(unit, sink, true);

        assertThat(ids(unit, USERS)).containsExactly("user", "tie", "unknown");
        assertThat(ids(unit, CONTACTS)).containsExactly("lead", "alone");
        assertThat(unit.removals(NOW)).isEmpty();
    }

    @Test
    void a_lead_that_became_a_user_leaves_its_old_row_unless_that_is_newer() {
        hold(
                row(CONTACTS, "older", 1L),
                row(CONTACTS, "tie", 2L),
                row(CONTACTS, "newer", 3L),
                row(CONTACTS, "unknown", null));
        UnitBuilder unit = unit(
                row(USERS, "older", 2L),
                row(USERS, "tie", 2L),
                row(USERS, "newer", 2L),
                row(USERS, "unknown", 2L),
                row(USERS, "new", 2L));

        settle(unit, sink, true);

        assertThat(ids(unit, USERS)).containsExactly("older", "tie", "unknown", "new");
        assertThat(unit.removals(NOW))
                .containsExactly(moved(CONTACTS, "older"), moved(CONTACTS, "tie"), moved(CONTACTS, "unknown"));
    }

    @Test
    void a_lead_takes_the_place_of_a_user_only_where_it_is_newer() {
        hold(row(USERS, "older", 1L), row(USERS, "tie", 2L), row(USERS, "newer", 3L));
        UnitBuilder unit = unit(
                row(CONTACTS, "older", 2L),
                row(CONTACTS, "tie", 2L),
                row(CONTACTS, "newer", 2L),
                row(CONTACTS, "new", 2L));

        settle(unit, sink, true);

        assertThat(ids(unit, CONTACTS)).containsExactly("older", "new");
        assertThat(unit.removals(NOW)).containsExactly(moved(USERS, "older"));
    }

    @Test
    void a_sink_that_cannot_be_read_back_is_told_to_remove_what_it_may_hold() {
        UnitBuilder unit = unit(row(USERS, "u", 1L), row(CONTACTS, "c", 1L));
        UnitBuilder first = unit(row(USERS, "u", 1L), row(CONTACTS, "c", 1L));

        settle(unit, null, true);
        settle(first, null, false);

        assertThat(unit.removals(NOW)).containsExactly(moved(CONTACTS, "u"), moved(USERS, "c"));
        assertThat(first.removals(NOW)).isEmpty();
    }

    @Test
    void collections_that_share_no_ids_are_left_alone() {
        UnitBuilder unit = unit(row(USERS, "one", 1L), row(CONTACTS, "one", 2L));

        new RowMoves("w", null).settle(unit, List.of(), true, NOW);

        assertThat(ids(unit, USERS)).containsExactly("one");
        assertThat(ids(unit, CONTACTS)).containsExactly("one");
        assertThat(unit.removals(NOW)).isEmpty();
    }

    private static void settle(UnitBuilder unit, @Nullable ReadableSink sink, boolean readBefore) {
        new RowMoves("w", sink).settle(unit, SHARED, readBefore, NOW);
    }

    private void hold(Row... rows) {
        Batch batch = new Batch(rows[0].collection(), rows[0].columns(), List.of(rows));
        sink.write(new Changes(List.of(), List.of(batch), new Checkpoint("w", "contacts", "{}")));
    }

    private static UnitBuilder unit(Row... rows) {
        UnitBuilder unit = new UnitBuilder();
        List<Item> items = Arrays.stream(rows)
                .map(row -> new Item(row.key().get(0), row, List.of(), null))
                .toList();
        unit.add(new Chunk(List.of(), items, List.of(), 1));
        return unit;
    }

    private static Row row(IntercomCollection collection, String id, @Nullable Long version) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", id);
        values.put("updated_at", version == null ? null : Instant.ofEpochSecond(version));
        return Row.of(collection, values);
    }

    private static Removal moved(IntercomCollection from, String id) {
        return new Removal.ByKey(from, List.of(id), Removal.Reason.MOVED, NOW, null);
    }

    private static List<String> ids(UnitBuilder unit, IntercomCollection collection) {
        return unit.rowsOf(collection).stream().map(row -> row.key().get(0)).toList();
    }
}
