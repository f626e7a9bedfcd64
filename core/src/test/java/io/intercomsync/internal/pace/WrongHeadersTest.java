package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * The pace where answers lie about the time. Twelve random weathers of each kind, or as many as
 * {@code -Dintercomsync.nodes=1000} says.
 */
class WrongHeadersTest {
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(13);
    private static final Duration LONGEST_REFUSAL = Duration.ofMinutes(5);
    private static final Duration YEAR = Duration.ofDays(365);

    private final FakeTime time = new FakeTime();
    private final Pacer pacer = new Pacer(time, time, 1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("intercomsync.nodes", 12));
    }

    /** From a second to decades, ahead or behind. */
    private static Duration any(Random random) {
        long seconds = 1 + (long) Math.pow(10, 9 * random.nextDouble());
        return Duration.ofSeconds(random.nextBoolean() ? seconds : -seconds);
    }

    /** A node says something wrong. */
    private static RateHeaders wrong(RateHeaders right, Random random) {
        Instant date = right.date();
        Instant reset = right.reset();
        if (date == null || reset == null) {
            throw new AssertionError("a server that tells both");
        }
        Duration by = any(random);
        Duration retry = random.nextBoolean() ? by.abs() : null;
        return switch (random.nextInt(8)) {
            case 0 -> headers(date.plus(by), right, reset.plus(by), null);
            case 1 -> headers(date.plus(by), right, reset, retry);
            case 2 -> headers(date, right, reset.plus(by), retry);
            case 3 -> headers(null, right, reset.plus(by), retry);
            case 4 -> headers(Instant.parse("2025-12-31T23:59:59Z"), right, reset, null);
            case 5 -> headers(date.plus(any(random)), right, reset.plus(by), retry);
            case 6 -> headers(null, right, null, retry);
            default -> headers(date, right, Instant.EPOCH, retry);
        };
    }

    private static RateHeaders headers(
            @Nullable Instant date, RateHeaders right, @Nullable Instant reset, @Nullable Duration retryAfter) {
        return new RateHeaders(date, right.limit(), right.remaining(), reset, retryAfter);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void K74_single_answers_that_lie_neither_stall_nor_hurry_anybody(long seed) {
        Random random = new Random(seed);
        int oneOf = 3 + random.nextInt(20);
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.skew = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextInt(7_200) - 3_600);
        simulation.nodes = right -> random.nextInt(oneOf) == 0 ? wrong(right, random) : right;

        int workers = 1 + random.nextInt(30);
        simulation.run(workers, Duration.ofMinutes(4));

        assertThat(simulation.longestWait)
                .as("seed %s", seed)
                .isLessThanOrEqualTo(simulation.refused == 0 ? LONGEST_WINDOW : LONGEST_REFUSAL);
        assertThat(simulation.refused)
                .as("seed %s: as many as are under way, where a window is taken to begin too early", seed)
                .isLessThanOrEqualTo(2 * workers);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void K74_one_node_of_three_with_a_wrong_clock_costs_next_to_nothing(long seed) {
        Random random = new Random(seed);
        Duration ahead = any(random);
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.nodes = right -> random.nextInt(3) == 0 && right.date() != null && right.reset() != null
                ? headers(right.date().plus(ahead), right, right.reset().plus(ahead), null)
                : right;

        simulation.run(30, Duration.ofMinutes(4));

        List<Integer> windows = List.copyOf(simulation.wholeWindows().values());
        assertThat(simulation.longestWait).as("seed %s", seed).isLessThanOrEqualTo(LONGEST_WINDOW);
        assertThat(simulation.refused).as("seed %s", seed).isLessThanOrEqualTo(60);
        assertThat(windows.stream().mapToInt(Integer::intValue).average().orElse(0))
                .as("seed %s", seed)
                .isGreaterThan(0.9 * simulation.limit);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void K74_where_every_answer_lies_something_is_sent_in_each_window(long seed) {
        Random random = new Random(seed);
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.limit = Integer.MAX_VALUE;
        simulation.nodes = right -> wrong(right, random);

        simulation.run(1 + random.nextInt(30), Duration.ofMinutes(4));

        assertThat(simulation.longestWait).as("seed %s", seed).isLessThanOrEqualTo(LONGEST_WINDOW);
        assertThat(simulation.wholeWindows().values()).as("seed %s", seed).allMatch(served -> served > 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void K75_no_refusal_holds_anybody_for_longer_than_five_minutes(long seed) throws InterruptedException {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Instant before = time.instant();
            Pacer.Permit permit = acquire(pacer);
            assertThat(Duration.between(before, time.instant()))
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(LONGEST_REFUSAL);
            time.advance(Duration.ofMillis(300));
            RateHeaders right = new RateHeaders(
                    Instant.ofEpochSecond(time.instant().getEpochSecond()),
                    9,
                    random.nextInt(9),
                    Instant.ofEpochSecond((time.instant().getEpochSecond() / 10 + 1) * 10),
                    null);
            RateHeaders said = random.nextInt(3) > 0 ? wrong(right, random) : right;
            if (random.nextBoolean()) {
                assertThat(permit.exceeded(said)).as("seed %s", seed).isLessThanOrEqualTo(LONGEST_REFUSAL);
            } else {
                permit.answered(said);
            }
        }
    }

    @Test
    void K75_a_plausible_nearer_end_of_the_window_takes_the_place_of_a_far_one() throws InterruptedException {
        Pacer.Permit one = acquire(pacer);
        Pacer.Permit two = acquire(pacer);
        Pacer.Permit three = acquire(pacer);
        Instant now = time.instant();

        Duration far = one.exceeded(new RateHeaders(null, null, null, null, YEAR));
        Duration near = two.exceeded(new RateHeaders(now, 9, 0, now.plusSeconds(6), null));
        Duration farAgain = three.exceeded(new RateHeaders(null, null, null, null, YEAR));
        acquire(pacer);

        assertThat(far).isEqualTo(LONGEST_REFUSAL);
        assertThat(near).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(farAgain).isEqualTo(near);
        assertThat(Duration.between(now, time.instant())).isEqualTo(near);
    }

    @Test
    void K75_an_answer_that_was_let_through_ends_a_far_hold() throws InterruptedException {
        Pacer.Permit one = acquire(pacer);
        Pacer.Permit two = acquire(pacer);
        Instant now = time.instant();

        one.exceeded(new RateHeaders(null, null, null, null, YEAR));
        two.answered(new RateHeaders(now, 9, 3, now.plusSeconds(6), null));
        acquire(pacer);

        assertThat(time.instant()).isEqualTo(now);
    }

    @Test
    void K76_a_stall_is_told_before_half_a_minute_is_over() throws InterruptedException {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Pacer.class);
        logged.start();
        logger.addAppender(logged);
        List<Integer> toldBeforeWait = new ArrayList<>();
        Pacer watched = new Pacer(time, new CountingSleeper(logged, toldBeforeWait), 1);
        try {
            acquire(watched).exceeded(new RateHeaders(null, null, null, null, YEAR));

            acquire(watched);
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(toldBeforeWait).containsExactly(1);
        assertThat(logged.list).hasSize(1);
        assertThat(logged.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(logged.list.get(0).getFormattedMessage())
                .contains("another 5 min")
                .contains("rate limit");
    }

    /** Notes how much had been logged when a wait began. */
    private final class CountingSleeper implements Sleeper {
        private final ListAppender<ILoggingEvent> logged;
        private final List<Integer> counts;

        CountingSleeper(ListAppender<ILoggingEvent> logged, List<Integer> counts) {
            this.logged = logged;
            this.counts = counts;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            time.sleep(duration);
        }

        @Override
        public void await(Condition condition, Duration atMost) throws InterruptedException {
            counts.add(logged.list.size());
            time.await(condition, atMost);
        }
    }

    private static Pacer.Permit acquire(Pacer pacer) throws InterruptedException {
        return pacer.acquire("any", Instant.MAX).orElseThrow();
    }
}
