package io.intercomsync.sweeps;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much a sweep may remove, and what it leaves to the next. */
class SweepBoundsTest {

    @Test
    void a_sweep_that_asks_in_several_runs_refuses_to_remove_suspiciously_much_too() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 1_300).forEach(i -> copy.fake.contact("u" + i));
            copy.sync();
            IntStream.range(0, 1_300).forEach(i -> copy.fake.delete(ObjectType.CONTACTS, "u" + i));

            SyncReport last = null;
            for (int run = 0; run < 3; run++) {
                copy.after(Duration.ofHours(25));
                last = copy.sync(engine -> engine.maxSweepProbes(600));
            }

            assertThat(last.collection(USERS).status()).as(last.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(last.collection(USERS).message()).contains("beside 600 that the sweep has removed");
            assertThat(copy.sink.rows(USERS)).as("at most 1,000 go").hasSize(700);
        }
    }

    @Test
    void a_budget_does_not_make_a_sweep_remove_suspiciously_much() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 1_300).forEach(i -> copy.fake.company("c" + i));
            copy.sync();
            IntStream.range(0, 1_300).forEach(i -> copy.fake.delete(ObjectType.COMPANIES, "c" + i));

            for (int run = 0; run < 4; run++) {
                copy.after(Duration.ofHours(25));
                copy.sync(engine -> engine.collections(COMPANIES).maxRequests(1_000));
            }

            assertThat(copy.sink.rows(COMPANIES)).as("at most 1,000 go").hasSizeGreaterThanOrEqualTo(300);
        }
    }

    @Test
    void one_that_came_back_since_a_refused_sweep_is_not_removed() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 1_300).forEach(i -> copy.fake.contact("u" + i));
            copy.sync();
            IntStream.range(0, 1_300).forEach(i -> copy.fake.archive("u" + i));
            copy.after(Duration.ofHours(25));
            copy.sync();
            copy.after(Duration.ofDays(30));
            copy.fake.unarchive("u7").searchableFrom("u7", copy.time.instant().plusSeconds(300));

            copy.sync(engine -> engine.maxSweepShare(1));

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("u7"));
        }
    }

    @Test
    void one_deleted_behind_the_place_where_a_sweep_goes_on_is_found_although_time_makes_no_sweep_due() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 10).forEach(i -> copy.fake.contact("u" + i));
            copy.after(Duration.ofDays(5));
            copy.sync();
            List.of("u5", "u6", "u7").forEach(id -> copy.fake.delete(ObjectType.CONTACTS, id));
            copy.after(Duration.ofHours(3));
            copy.sync(engine ->
                    engine.sweepInterval(ChronoUnit.FOREVER.getDuration()).maxSweepProbes(2));
            copy.fake.delete(ObjectType.CONTACTS, "u1");

            for (int run = 0; run < 5; run++) {
                copy.after(Duration.ofDays(2));
                copy.sync(engine ->
                        engine.sweepInterval(ChronoUnit.FOREVER.getDuration()).maxSweepProbes(2));
            }

            assertThat(copy.sink.rows(USERS)).hasSize(6).doesNotContainKey(List.of("u1"));
        }
    }

    @Test
    void what_a_refused_sweep_proved_is_asked_for_again_where_fewer_are_suspected_now() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 1_500).forEach(i -> copy.fake.contact("u" + i));
            copy.sync();
            IntStream.range(0, 1_100).forEach(i -> copy.fake.archive("u" + i));
            copy.after(Duration.ofHours(25));
            copy.sync();
            copy.after(Duration.ofDays(30));
            IntStream.range(0, 301).forEach(i -> copy.fake.unarchive("u" + i));
            copy.fake.searchableFrom("u7", copy.time.instant().plus(Duration.ofDays(9)));
            for (int run = 0; run < 3; run++) {
                copy.after(Duration.ofHours(25));
                copy.sync();
            }

            assertThat(copy.sink.rows(USERS))
                    .containsKey(List.of("u7"))
                    .doesNotContainKey(List.of("u301"))
                    .hasSize(701);
        }
    }

    @Test
    void a_sweep_that_was_refused_stays_so_where_it_may_ask_for_fewer() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 4_200).forEach(i -> copy.fake.contact("u" + i));
            copy.sync();
            IntStream.range(0, 2_200).forEach(i -> copy.fake.delete(ObjectType.CONTACTS, "u" + i));
            copy.after(Duration.ofHours(25));
            copy.sync();
            copy.after(Duration.ofHours(25));

            SyncReport report = copy.sync(engine -> engine.maxSweepProbes(150));

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(USERS)).hasSize(4_200);
        }
    }
}
