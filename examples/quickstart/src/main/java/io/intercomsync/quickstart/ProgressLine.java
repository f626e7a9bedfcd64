package io.intercomsync.quickstart;

import io.intercomsync.SyncListener;
import io.intercomsync.report.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows how far a run is: one line that is written over on a terminal, a line now and then elsewhere. */
final class ProgressLine implements SyncListener {
    private static final int BAR = 24;
    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

    private final PrintStream out;
    private final boolean isTerminal;
    private final Map<String, Progress> feeds = new LinkedHashMap<>();
    private long lastLine = System.nanoTime() - NANOS_BETWEEN_LINES;

    ProgressLine(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    @Override
    public void onProgress(Progress progress) {
        feeds.put(progress.feed(), progress);
        if (isTerminal) {
            out.print("\r" + bar() + "\u001b[K");
            out.flush();
        } else if (System.nanoTime() - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            out.println(text());
        }
    }

    /** Makes room for what is printed next. */
    void end() {
        if (isTerminal && !feeds.isEmpty()) {
            out.println();
        }
    }

    private String bar() {
        long done = sum(false);
        long expected = Math.max(done, sum(true));
        int filled = expected == 0 ? 0 : (int) (BAR * done / expected);
        return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + text();
    }

    private long sum(boolean ofExpected) {
        return feeds.values().stream()
                .mapToLong(each -> ofExpected && each.expected() != null ? each.expected() : each.done())
                .sum();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        feeds.forEach((feed, progress) -> {
            text.append(text.isEmpty() ? "" : "  ").append(feed).append(' ').append(number(progress.done()));
            if (progress.expected() != null) {
                text.append('/').append(number(progress.expected()));
            }
            Duration left = progress.timeLeft();
            if (left != null && left.toSeconds() >= 5) {
                text.append(" (").append(left.toSeconds()).append(" s left)");
            }
        });
        return text.toString();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
