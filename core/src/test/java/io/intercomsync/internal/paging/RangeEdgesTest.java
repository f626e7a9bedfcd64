package io.intercomsync.internal.paging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.parallel.Workers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranges that are read side by side share their edges: nothing falls between two of them, nothing is in two. */
class RangeEdgesTest {
    private static final long DAY = 86_400;
    private static final int OBJECTS = 16_000;

    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(4);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "Pacific/Pago_Pago, 2025-06-01", // UTC-11
        "UTC, 2025-06-01",
        "Asia/Kathmandu, 2025-06-01", // UTC+5:45
        "Pacific/Kiritimati, 2025-06-01", // UTC+14
        "America/New_York, 2025-03-09", // clocks go forward
        "America/New_York, 2025-11-02", // and back
        "Australia/Lord_Howe, 2025-04-06", // back by half an hour
        "America/Sao_Paulo, 2018-11-04", // a day without midnight
        "Pacific/Apia, 2011-12-30", // a day that was left out
    })
    void K03_each_contact_is_in_one_range_whatever_the_zone(String zone, LocalDate around) {
        ZoneId days = ZoneId.of(zone);
        assertEachIsInOneRange(TimeSearches.byDay(days), dayOf(days), around.atStartOfDay(days));
    }

    @ParameterizedTest
    @CsvSource({"UTC, Pacific/Kiritimati", "Pacific/Pago_Pago, Pacific/Kiritimati", "America/New_York, UTC"})
    void K03_even_where_Intercom_takes_the_days_of_another_zone(String ours, String intercoms) {
        assertEachIsInOneRange(
                TimeSearches.byDay(ZoneId.of(ours)),
                dayOf(ZoneId.of(intercoms)),
                LocalDate.parse("2025-03-09").atStartOfDay(ZoneId.of(ours)));
    }

    @Test
    void K03_each_conversation_is_in_one_range() {
        assertEachIsInOneRange(
                TimeSearches.bySecond(),
                second -> second,
                LocalDate.parse("2025-03-09").atStartOfDay(ZoneId.of("UTC")));
    }

    private static LongUnaryOperator dayOf(ZoneId zone) {
        return second ->
                Instant.ofEpochSecond(second).atZone(zone).toLocalDate().toEpochDay();
    }

    /** @param unit what Intercom compares: the day of a second, or the second itself */
    private static void assertEachIsInOneRange(TimeSearches searches, LongUnaryOperator unit, ZonedDateTime around) {
        for (int seed = 1; seed <= 2; seed++) {
            long[] created = created(around.toEpochSecond(), new Random(seed));
            List<Slice> slices = plan(searches, unit, created);

            assertThat(slices).hasSizeGreaterThan(3);
            List<Map<String, Object>> queries =
                    slices.stream().map(slice -> query(searches, slice)).toList();
            LongStream.concat(LongStream.of(created), edges(slices))
                    .distinct()
                    .forEach(second -> assertThat(holding(unit.applyAsLong(second), queries, unit))
                            .as("ranges of %s that hold %s", slices, Instant.ofEpochSecond(second))
                            .isOne());
        }
    }

    /** Half of them in the few days around the change of the clock, many of one second. */
    private static long[] created(long around, Random random) {
        return LongStream.generate(() -> switch (random.nextInt(4)) {
                    case 0 -> around - 3 * DAY + random.nextInt((int) (6 * DAY));
                    case 1 -> around + random.nextInt(5) - 2;
                    default -> around - 400 * DAY + random.nextInt((int) (800 * DAY));
                })
                .limit(OBJECTS)
                .sorted()
                .toArray();
    }

    private static List<Slice> plan(TimeSearches searches, LongUnaryOperator unit, long[] created) {
        long[] units = LongStream.of(created).map(unit).toArray();
        return new RangePlanner(
                        searches,
                        slice -> {
                            Map<String, Object> query = query(searches, slice);
                            return LongStream.of(units)
                                    .filter(each -> holds(query, each, unit))
                                    .count();
                        },
                        new Workers(threads, () -> 4, () -> {}))
                .plan((long) created.length, created[0], created[created.length - 1] + DAY);
    }

    private static LongStream edges(List<Slice> slices) {
        return slices.stream()
                .filter(slice -> slice.from() != null)
                .flatMapToLong(
                        slice -> LongStream.of(-DAY, -1, 0, 1, DAY).map(by -> requireNonNull(slice.from()) + by));
    }

    private static long holding(long each, List<Map<String, Object>> queries, LongUnaryOperator unit) {
        return queries.stream().filter(query -> holds(query, each, unit)).count();
    }

    private static Map<String, Object> query(TimeSearches searches, Slice slice) {
        return searches.within(slice, PassScope.full(null)).query();
    }

    private static boolean holds(Map<?, ?> expression, long each, LongUnaryOperator unit) {
        Object value = requireNonNull(expression.get("value"));
        String operator = String.valueOf(expression.get("operator"));
        if (value instanceof List<?> group) {
            return operator.equals("AND")
                    ? group.stream().allMatch(part -> holds((Map<?, ?>) part, each, unit))
                    : group.stream().anyMatch(part -> holds((Map<?, ?>) part, each, unit));
        }
        int order = Long.compare(each, unit.applyAsLong((Long) value));
        return switch (operator) {
            case "=" -> order == 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            default -> throw new IllegalArgumentException("Intercom refuses a time with " + operator);
        };
    }
}
