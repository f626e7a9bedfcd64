package io.intercomsync.internal.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Workers that always have something to ask, and a server that counts by windows of ten seconds, on one simulated clock. */
final class RateLimitSimulation {
    final Map<Long, Integer> served = new TreeMap<>();
    int refused;

    private final RateWindow window;
    private final Random random = new Random(7);
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Map<Long, Integer> counted = new TreeMap<>();
    private final Instant begin = Instant.parse("2026-01-01T00:00:03.300Z");
    private Instant end = begin;
    private Instant now = begin;
    private long order;

    int limit = 167;
    Duration skew = Duration.ZERO;
    Duration latency = Duration.ofMillis(300);
    boolean sendsDate = true;
    boolean sendsLimits = true;
    int othersPerSecond;
    /** The seconds between the whole ten seconds and the server's windows. */
    int offset;
    /** The time by which the client's clock is set forward in the middle. */
    Duration jump = Duration.ZERO;
    /** One of so many requests gets no answer; 0 for none. */
    int lostOf;
    /** Changes the headers of answers as a wrong node would. */
    UnaryOperator<RateHeaders> nodes = UnaryOperator.identity();

    Duration longestWait = Duration.ZERO;

    RateLimitSimulation(double share) {
        window = new RateWindow(share);
    }

    private record Event(Instant at, long order, Runnable action) {}

    /** Runs for that long; the first request goes alone, as that of a run does. */
    RateLimitSimulation run(int workers, Duration duration) {
        end = begin.plus(duration);
        for (int i = 0; i < duration.toSeconds(); i++) {
            at(begin.plusSeconds(i), this::others);
        }
        at(
                begin,
                () -> ask(() -> {
                    for (int i = 0; i < workers; i++) {
                        waiting.add(i);
                    }
                }));
        while (!events.isEmpty() && events.peek().at().isBefore(end)) {
            Event event = events.remove();
            now = event.at();
            event.action().run();
            dispatch();
        }
        return this;
    }

    /** Returns the requests served in each window that lay whole within the run; zero for an unused one. */
    Map<Long, Integer> wholeWindows() {
        Map<Long, Integer> whole = new TreeMap<>();
        for (long window = windowOf(begin) + 1; window < windowOf(end); window++) {
            whole.put(window, served.getOrDefault(window, 0));
        }
        return whole;
    }

    private void others() {
        counted.merge(windowOf(), othersPerSecond, Integer::sum);
    }

    private void dispatch() {
        while (!waiting.isEmpty()) {
            Duration wait = window.take(here());
            if (!wait.isZero()) {
                longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
                at(now.plus(wait), () -> {});
                return;
            }
            int worker = waiting.remove();
            send(here(), () -> waiting.add(worker));
        }
    }

    private void ask(Runnable then) {
        if (!window.take(here()).isZero()) {
            throw new AssertionError("the first request must wait");
        }
        send(here(), then);
    }

    private void send(Instant sent, Runnable then) {
        at(now.plus(half()), () -> {
            int count = counted.merge(windowOf(), 1, Integer::sum);
            boolean isRefused = count > limit;
            if (isRefused) {
                refused++;
            } else {
                served.merge(windowOf(), 1, Integer::sum);
            }
            RateHeaders headers = nodes.apply(headers(Math.max(0, limit - count)));
            boolean isLost = lostOf > 0 && random.nextInt(lostOf) == 0;
            at(now.plus(half()), () -> {
                if (isLost) {
                    window.failed();
                } else if (isRefused) {
                    window.exceeded(sent, here(), headers);
                } else {
                    window.answered(sent, here(), headers);
                }
                then.run();
            });
        });
    }

    private RateHeaders headers(int remaining) {
        Instant date = sendsDate ? Instant.ofEpochSecond(now.getEpochSecond()) : null;
        return sendsLimits
                ? new RateHeaders(date, limit, remaining, Instant.ofEpochSecond((windowOf() + 1) * 10 + offset), null)
                : new RateHeaders(date, null, null, null, null);
    }

    private Duration half() {
        return latency.dividedBy(2).plusMillis(random.nextInt(40));
    }

    private long windowOf() {
        return windowOf(now);
    }

    private long windowOf(Instant time) {
        return (time.getEpochSecond() - offset) / 10;
    }

    /** The client's clock. */
    private Instant here() {
        return now.isAfter(begin.plusSeconds(60)) ? now.plus(skew).plus(jump) : now.plus(skew);
    }

    private void at(Instant when, Runnable action) {
        events.add(new Event(when, order++, action));
    }
}
