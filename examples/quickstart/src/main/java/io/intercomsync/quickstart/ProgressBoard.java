package io.intercomsync.quickstart;

import io.intercomsync.SyncListener;
import io.intercomsync.report.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a run: on a terminal a bar for each feed, elsewhere a line every few seconds. */
final class ProgressBoard implements SyncListener {
    private static final int BAR = 14;
    /** The longest line: a longer one might wrap, and could then not be drawn over. */
    private static final int NARROW_TERMINAL = 79;

    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** The share that must be done before the time left is shown. */
    private static final double LEAST_TO_GUESS_BY = 0.03;

    private final Screen screen;
    private final Map<String, Progress> feeds = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long last = start;

    ProgressBoard(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        feeds.put(progress.feed(), progress);
        Duration between = screen.isTerminal() ? BETWEEN_DRAWINGS : BETWEEN_LINES;
        if (System.nanoTime() - last >= between.toNanos()) {
            last = System.nanoTime();
            show();
        }
    }

    /** Shows the progress at the end of the run. */
    synchronized void end() {
        if (screen.isTerminal() && !feeds.isEmpty()) {
            show();
            screen.leaveBoard();
            screen.print("");
        }
    }

    private void show() {
        if (screen.isTerminal()) {
            screen.draw(feeds.values().stream().map(ProgressBoard::bar).toList());
        } else if (!feeds.values().stream().allMatch(ProgressBoard::isAtEnd)) {
            String seconds = String.format(
                    Locale.ROOT,
                    "%3d s  ",
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
            screen.print(seconds
                    + feeds.values().stream()
                            .filter(feed -> !isAtEnd(feed))
                            .map(ProgressBoard::words)
                            .collect(Collectors.joining(", ")));
        }
    }

    private static boolean isAtEnd(Progress progress) {
        return progress.expected() != null && progress.done() >= progress.expected();
    }

    private static String bar(Progress progress) {
        String line = String.format(
                Locale.ROOT,
                "  %-13s %s %19s %,5.0f/s%s",
                progress.feed(),
                bar(progress.done(), progress.expected()),
                count(progress),
                progress.perSecond(),
                left(progress, "  %s left"));
        return line.substring(0, Math.min(line.length(), NARROW_TERMINAL));
    }

    private static String bar(long done, @Nullable Long expected) {
        if (expected == null || expected <= 0) {
            return " ".repeat(BAR + 2);
        }
        int filled = (int) Math.min(BAR, BAR * done / expected);
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    }

    private static String words(Progress progress) {
        return progress.feed() + " " + count(progress) + left(progress, " (%s left)");
    }

    private static String count(Progress progress) {
        String done = number(progress.done());
        return progress.expected() == null ? done : done + "/" + number(progress.expected());
    }

    private static String left(Progress progress, String format) {
        Duration left = progress.timeLeft();
        boolean isTooEarly = progress.expected() == null || progress.done() < progress.expected() * LEAST_TO_GUESS_BY;
        return left == null || isTooEarly || left.toSeconds() == 0 ? "" : format.formatted(text(left));
    }

    private static String text(Duration duration) {
        return List.of(
                        part(duration.toHours(), "h"),
                        part(duration.toMinutesPart(), "min"),
                        duration.toHours() > 0 ? "" : part(duration.toSecondsPart(), "s"))
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + " " + unit;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
