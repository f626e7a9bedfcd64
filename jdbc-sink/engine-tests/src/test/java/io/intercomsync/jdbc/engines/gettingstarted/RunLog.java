package io.intercomsync.jdbc.engines.gettingstarted;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** When the runs began, by clock: {@code 13:01} is 13 hours and a minute after the start. */
final class RunLog {
    private final Map<String, List<String>> runs = new TreeMap<>();

    synchronized void began(String clock, Instant at) {
        Duration since = Duration.between(SharedTime.START, at);
        runs.computeIfAbsent(clock, first -> new ArrayList<>())
                .add(String.format(Locale.ROOT, "%02d:%02d", since.toHours(), since.toMinutesPart()));
    }

    synchronized List<String> of(String clock) {
        return List.copyOf(runs.getOrDefault(clock, List.of()));
    }
}
