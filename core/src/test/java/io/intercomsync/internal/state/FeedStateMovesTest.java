package io.intercomsync.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.sweep.SweepMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The state of a feed moves from pass to pass. */
class FeedStateMovesTest {
    private static final Instant PLANNED = Instant.parse("2026-01-02T03:04:05Z");
    private static final PendingObject PARTS = new PendingObject(IntercomCollection.CONVERSATION_PARTS, 2);
    private static final Coverage COVERAGE = new Coverage("2.16", Map.of("users", List.of("id", "name")), null);
    private static final List<Slice> SLICES = List.of(Slice.whole("all"));

    @Test
    void a_pass_begins_without_what_it_fetches_anyway() {
        PendingObjects pending = new PendingObjects(
                Map.of("1", PARTS), Set.of(IntercomCollection.USERS, IntercomCollection.CONVERSATION_PARTS));
        CarriedState held = new CarriedState(true, null, null, 0, SweepMemory.none(), pending);

        assertThat(pendingAfter(PassScope.full(null), held)).isEqualTo(PendingObjects.NONE);
        assertThat(pendingAfter(PassScope.changes(Instant.EPOCH, PLANNED, null), held))
                .isEqualTo(pending);
        assertThat(pendingAfter(PassScope.sweep(null), held)).isEqualTo(pending);
        assertThat(pendingAfter(PassScope.missing(PLANNED, null), held))
                .isEqualTo(new PendingObjects(Map.of("1", PARTS), Set.of(IntercomCollection.CONVERSATION_PARTS)));
    }

    private static PendingObjects pendingAfter(PassScope scope, CarriedState held) {
        return FeedState.planned(COVERAGE, scope, PLANNED, SLICES, held)
                .history()
                .pending();
    }

    @Test
    void nothing_is_known_of_a_pass_whose_time_lies_in_the_future() {
        Instant future = PLANNED.plus(Duration.ofDays(400));
        ClockReading now = at(PLANNED);

        assertThat(planned(PassScope.full(null), PLANNED).hasFutureTime(now)).isFalse();
        assertThat(planned(PassScope.changes(Instant.EPOCH, PLANNED, null), PLANNED)
                        .hasFutureTime(now))
                .isFalse();
        assertThat(planned(PassScope.full(null), future).hasFutureTime(now)).isTrue();
        assertThat(planned(PassScope.changes(Instant.EPOCH, future, null), PLANNED)
                        .hasFutureTime(now))
                .isTrue();
    }

    private static FeedState planned(PassScope scope, Instant at) {
        return FeedState.planned(COVERAGE, scope, at, SLICES, CarriedState.NONE);
    }

    @Test
    void lacks_something_while_rows_are_lost_or_objects_are_pending() {
        FeedState state = planned(PassScope.full(null), PLANNED);

        assertThat(state.withLosses(Map.of(IntercomCollection.USERS, 0L)).lacksSomething())
                .isFalse();
        assertThat(state.withLosses(Map.of(IntercomCollection.USERS, 1L)).lacksSomething())
                .isTrue();
        assertThat(state.withPending(Map.of("1", Optional.of(PARTS))).lacksSomething())
                .isTrue();
    }

    @Test
    void rows_are_complete_until_the_earlier_time_of_two_gaps() {
        Set<IntercomCollection> users = Set.of(IntercomCollection.USERS);
        PendingObjects late = PendingObjects.NONE.withGaps(users, PLANNED);

        assertThat(late.withGaps(users, PLANNED.minusSeconds(1)).completeUntil())
                .isEqualTo(PLANNED.minusSeconds(1));
        assertThat(late.withGaps(users, PLANNED.plusSeconds(1)).completeUntil()).isEqualTo(PLANNED);
        assertThat(late.withGaps(users, null).completeUntil()).isEqualTo(PLANNED);
    }

    @Test
    void only_a_first_full_pass_and_one_for_missing_rows_count_as_a_sweep() {
        CarriedState swept = new CarriedState(true, null, Instant.EPOCH, 4, SweepMemory.none(), PendingObjects.NONE);

        assertThat(CarriedState.NONE.afterPass(PassScope.full(null), PLANNED))
                .isEqualTo(new CarriedState(true, PLANNED, PLANNED, 0, SweepMemory.none(), PendingObjects.NONE));
        assertThat(swept.afterPass(PassScope.full(null), PLANNED).sweptAt()).isEqualTo(Instant.EPOCH);
        assertThat(swept.afterPass(PassScope.missing(PLANNED, null), PLANNED).sweptAt())
                .isEqualTo(PLANNED);
        CarriedState afterChanges =
                CarriedState.NONE.afterPass(PassScope.changes(Instant.EPOCH, PLANNED, null), PLANNED);
        assertThat(afterChanges.readBefore()).isFalse();
        assertThat(afterChanges.sweptAt()).isNull();
        assertThat(afterChanges.askedAt()).isEqualTo(PLANNED);
    }

    private static ClockReading at(Instant time) {
        return new ClockReading(time, time);
    }

    @Test
    void a_sweep_is_due_once_its_interval_has_passed() {
        CarriedState swept = new CarriedState(true, null, PLANNED, 0, SweepMemory.none(), PendingObjects.NONE);
        Duration day = Duration.ofDays(1);

        assertThat(swept.nextSweep(day)).isEqualTo(PLANNED.plus(day));
        assertThat(swept.nextSweep(ChronoUnit.FOREVER.getDuration())).isNull();
        assertThat(CarriedState.NONE.nextSweep(day)).isNull();
        assertThat(swept.isSweptLongAgo(day, at(PLANNED.plus(day).minusSeconds(1))))
                .isFalse();
        assertThat(swept.isSweptLongAgo(day, at(PLANNED.plus(day)))).isTrue();
    }
}
