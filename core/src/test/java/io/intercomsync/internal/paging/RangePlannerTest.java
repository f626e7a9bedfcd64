package io.intercomsync.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.feed.Slice;
import io.intercomsync.testing.OfflineContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ranges meet at their bounds, have no outer bounds, and hold about as much as each other. */
class RangePlannerTest {
    private static final long WORTH_CUTTING = 3_000;
    private static final long END = 1_000_000;

    @Test
    void a_few_objects_are_one_range_and_one_more_is_cut() {
        assertThat(plan(WORTH_CUTTING, 0, WORTH_CUTTING, LongUnaryOperator.identity()))
                .containsExactly(Slice.whole("all"));
        assertThat(plan(WORTH_CUTTING + 1, 0, WORTH_CUTTING + 1, LongUnaryOperator.identity()))
                .hasSize(2);
    }

    @Test
    void objects_that_intercom_does_not_count_or_that_have_one_time_are_one_range() {
        assertThat(plan(null, 0, END, LongUnaryOperator.identity())).containsExactly(Slice.whole("all"));
        assertThat(plan(END, 7, 7, LongUnaryOperator.identity())).containsExactly(Slice.whole("all"));
        assertThat(plan(END, 7, 6, LongUnaryOperator.identity())).containsExactly(Slice.whole("all"));
    }

    @Test
    void ranges_meet_and_the_first_and_the_last_have_no_outer_bound() {
        List<Slice> ranges = plan(END, 0, END, LongUnaryOperator.identity());

        assertThat(ranges.get(0).from()).isNull();
        assertThat(ranges.get(ranges.size() - 1).to()).isNull();
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
            assertThat(ranges.get(i).name()).isEqualTo("range " + (i + 1));
        }
        assertThat(ranges).hasSize(128);
    }

    @Test
    void no_range_holds_more_than_its_share_and_neighbours_that_fit_together_are_joined() {
        LongUnaryOperator before = second -> second * second / END; // more and more objects are created
        List<Slice> ranges = plan(END, 0, END, before);

        long most = (END + 127) / 128;
        long last = most; // the first range has no neighbour before it
        for (Slice range : ranges) {
            long objects = objects(range, before);
            assertThat(objects).as(range.toString()).isBetween(1L, most);
            assertThat(last + objects).as("with its neighbour, " + range).isGreaterThan(most);
            last = objects;
        }
    }

    @Test
    void small_neighbours_are_joined_only_as_far_as_they_fit() {
        LongUnaryOperator before = RangePlannerTest::alwaysThreeThousandInTheNextHalf;
        List<Slice> ranges = plan(END, 0, END, before);

        assertThat(ranges.subList(0, ranges.size() - 1))
                .as("two of them, since three are too many")
                .allSatisfy(range -> assertThat(objects(range, before)).isBetween(5_800L, 6_001L));
    }

    /** Creates 3,000 objects in the first half of the time, as many in the next quarter, and so on; the rest comes last. */
    private static long alwaysThreeThousandInTheNextHalf(long second) {
        return second == END ? END : (long) (3_000 * Math.log((double) END / (END - second)) / Math.log(2) + 0.001);
    }

    @Test
    void a_day_is_never_cut_where_days_are_compared() {
        long day = Duration.ofDays(1).toSeconds();
        List<Slice> ranges =
                plan(END, 0, 10 * day, second -> second / day * (END / 10), TimeSearches.byDay(ZoneOffset.UTC));

        assertThat(ranges).hasSize(10);
        assertThat(ranges.subList(1, 10))
                .allSatisfy(range -> assertThat(range.from() % day).isZero());
    }

    @Test
    void counts_that_contradict_each_other_still_make_ranges_that_meet() {
        List<Slice> ranges = plan(10_000L, 0, END, second -> 1_000_000_000L * second);

        assertThat(ranges.get(0).from()).isNull();
        assertThat(ranges.get(ranges.size() - 1).to()).isNull();
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
        }
    }

    private List<Slice> plan(@Nullable Long total, long first, long last, LongUnaryOperator before) {
        return plan(total, first, last, before, TimeSearches.bySecond());
    }

    private List<Slice> plan(
            @Nullable Long total, long first, long last, LongUnaryOperator before, TimeSearches searches) {
        return new RangePlanner(
                        searches,
                        range -> objects(range, before),
                        OfflineContext.over(null).workers())
                .plan(total, first, last);
    }

    /** Counts the objects of a range; {@code before} tells how many were created before a second. */
    private static long objects(Slice range, LongUnaryOperator before) {
        long from = range.from() == null ? 0 : before.applyAsLong(range.from());
        long to = before.applyAsLong(range.to() == null ? END : range.to());
        return to - from;
    }
}
