package io.intercomsync.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Computes how much of the rate limit a run used, by the fake's own count of each window. */
record AllowanceUse(int limit, List<Window> windows) {

    private static final Duration LENGTH = Duration.ofSeconds(10);

    /** A window of ten seconds: its first moment, the requests in it, and how many of these were refused with 429. */
    record Window(Instant start, int requests, int refused) {

        /** Reads a window from the fake's output: three values separated by blanks. */
        static Window of(String said) {
            String[] words = said.split(" ", 3);
            return new Window(Instant.parse(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        }

        private boolean isWithin(Instant from, Instant to) {
            return !start.isBefore(from) && !start.plus(LENGTH).isAfter(to);
        }
    }

    /** Returns the use of each window that lies within the run, the refused requests, and the time of the run compared with the least possible. */
    String use(Measurement run) {
        Instant from = run.startedAt();
        Instant to = from.plusMillis((long) (run.seconds() * 1e3));
        List<Window> whole =
                windows.stream().filter(each -> each.isWithin(from, to)).toList();
        int refused = windows.stream()
                .filter(each ->
                        each.start().isBefore(to) && each.start().plus(LENGTH).isAfter(from))
                .mapToInt(Window::refused)
                .sum();
        List<Double> shares = new ArrayList<>(whole.stream()
                .map(each -> 100.0 * each.requests() / limit)
                .sorted()
                .toList());
        return String.format(
                Locale.ROOT,
                "full windows=%d used: least=%.1f%% median=%.1f%% refused=%d time/(requests/allowance)=%.3f",
                whole.size(),
                shares.isEmpty() ? Double.NaN : shares.get(0),
                shares.isEmpty() ? Double.NaN : shares.get(shares.size() / 2),
                refused,
                run.seconds() / (LENGTH.toSeconds() * (double) run.requests() / limit));
    }
}
