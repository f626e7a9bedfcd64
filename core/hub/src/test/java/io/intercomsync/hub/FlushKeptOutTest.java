package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows that a warehouse keeps out. */
class FlushKeptOutTest extends HubTests {

    @Test
    void rows_that_a_warehouse_keeps_out_are_named_and_come_again_until_it_takes_them() {
        fill(user("u1", "Ann"), profile("u1", "s"), user("u2", "Bob"));
        fill(conversation("1", "Hi"), part("1", "bad", "x"), part("1", "good", "x"));
        Picky warehouse = new Picky();
        warehouse.refused.addAll(List.of("u1", "bad"));

        FlushReport first = hub().flushTo(warehouse);

        assertThat(first.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(first.collection(USERS).refused()).isOne();
        assertThat(first.collection(USERS).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.id()).isEqualTo("u1"));
        assertThat(first.collection(CONVERSATION_PARTS).faults()).hasSize(1);
        assertThat(warehouse.table(USERS)).containsOnlyKeys(List.of(List.of("u2")));
        assertThat(hub().status().warehouses())
                .singleElement()
                .satisfies(there -> assertThat(there.pending()).isEqualTo(2));

        int units = warehouse.units.size();
        assertThat(hub().flushTo(warehouse).status()).isEqualTo(Status.INCOMPLETE);
        assertThat(warehouse.units).hasSizeLessThan(units + 6);
        warehouse.refused.clear();
        FlushReport mended = hub().flushTo(warehouse);

        assertThat(mended.isComplete()).as(mended.toTable()).isTrue();
        assertEqual(warehouse);
        warehouse.units.clear();
        hub().flushTo(warehouse);
        assertThat(warehouse.units).isEmpty();
    }

    @Test
    void a_warehouse_that_keeps_out_too_much_fails_the_flush_and_loses_nothing() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            rows.add(user("u" + i, "x"));
        }
        fill(rows.toArray(Row[]::new));
        Picky warehouse = new Picky();
        rows.forEach(row -> warehouse.refused.add(row.key().get(0)));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 3; i++) {
                        hub().flushTo(warehouse);
                    }
                })
                .isInstanceOf(FlushFailedException.class)
                .hasMessageContaining("more than 1000");
        warehouse.refused.clear();

        assertThat(hub().flushTo(warehouse).isComplete()).isTrue();
        assertEqual(warehouse);
    }

    @Test
    void what_was_kept_out_comes_again_in_units_of_the_usual_size() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(conversation("c" + i, "x".repeat(100_000)));
        }
        fill(rows.toArray(Row[]::new));
        Picky warehouse = new Picky();
        rows.forEach(row -> warehouse.refused.add(row.key().get(0)));
        hub().flushTo(warehouse);
        warehouse.refused.clear();
        warehouse.units.clear();

        hub().flushTo(warehouse);

        assertThat(warehouse.units)
                .hasSizeGreaterThan(2)
                .allSatisfy(unit -> assertThat(unit.rowCount()).isLessThan(30));
        assertEqual(warehouse);
    }

    @Test
    void what_is_kept_out_does_not_take_all_the_time_of_a_flush() {
        fill(user("bad1", "x"), user("bad2", "x"));
        Picky warehouse = new Picky();
        warehouse.refused.addAll(List.of("bad1", "bad2"));
        hub().flushTo(warehouse);
        fill(user("good1", "x"), user("good2", "x"));
        warehouse.writing = () -> clock.advance(Duration.ofMinutes(1));
        HubFlush flush = HubFlush.builder(hub(), warehouse)
                .maxDuration(Duration.ofSeconds(1))
                .build();

        flush.flush();
        flush.flush();

        assertThat(warehouse.table(USERS)).hasSize(2);
    }

    @Test
    void a_clock_that_is_set_back_gives_no_negative_duration() {
        fill(user("u1", "Ann"));
        Picky warehouse = new Picky();
        warehouse.writing = () -> clock.advance(Duration.ofDays(-3));

        assertThat(hub().flushTo(warehouse).duration()).isZero();
    }

    @Test
    void a_hub_is_not_flushed_to_itself() {
        assertThatThrownBy(() -> hub().flushTo(hub()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("itself");
    }

    /** Keeps out rows by the last column of their key, each with its children, as a database that refuses their data. */
    private static final class Picky extends Recorder {
        final Set<String> refused = new HashSet<>();
        Runnable writing = () -> {};

        @Override
        public synchronized WriteResult store(Changes changes) {
            writing.run();
            List<RefusedRow> out = new ArrayList<>();
            List<Row> kept = new ArrayList<>();
            Set<String> parents = new HashSet<>();
            changes.batches()
                    .forEach(batch -> batch.rows().forEach(row -> {
                        boolean isOut = refused.contains(row.key().get(row.key().size() - 1))
                                || parents.contains(row.key().get(0));
                        if (isOut) {
                            out.add(new RefusedRow(row.collection(), row.key(), "refused"));
                            parents.add(row.key().get(0));
                        } else {
                            kept.add(row);
                        }
                    }));
            if (out.isEmpty()) {
                return super.store(changes);
            }
            Changes rest = HubTests.changes("kept out", changes.removals(), kept.toArray(Row[]::new));
            WriteResult result = super.store(rest);
            List<RefusedRow> parentsOut = out.stream()
                    .filter(row -> row.collection() != SOCIAL_PROFILES)
                    .toList();
            return new WriteResult(Map.copyOf(result.changed()), parentsOut, 0);
        }
    }
}
