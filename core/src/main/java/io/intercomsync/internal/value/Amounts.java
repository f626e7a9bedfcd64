package io.intercomsync.internal.value;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes durations, times and sizes as people do, in every locale alike: {@code 3.7 s}, {@code 2 h 5 min}, {@code 12 MB}. */
public final class Amounts {
    private static final long LONGEST_IN_MILLIS = 59_950;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private Amounts() {}

    /** Writes a duration in its two largest units. */
    public static String of(Duration duration) {
        if (duration.isNegative()) {
            return "-" + of(duration.negated());
        }
        if (duration.compareTo(Duration.ofMillis(LONGEST_IN_MILLIS)) < 0) {
            return seconds(duration.toMillis());
        }
        long seconds = duration.getSeconds() + (duration.getNano() >= 500_000_000 ? 1 : 0);
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 48 * 60
                ? two(minutes / 60, "h", minutes % 60, "min")
                : two(minutes / (24 * 60), "d", minutes % (24 * 60) / 60, "h");
    }

    /** Writes a time to the second. */
    public static String toSecond(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String seconds(long millis) {
        return millis > 0 && millis < 100 ? millis + " ms" : tenths((millis + 50) / 100, "s");
    }

    private static String tenths(long tenths, String unit) {
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " " + unit;
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /**
     * Writes a number of bytes in the largest unit that fits at least once. Each unit is 1,024 times the unit before.
     */
    public static String ofBytes(long bytes) {
        if (bytes < 1_024) {
            return bytes + " bytes";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1_023.95 && unit < UNITS.length - 1) {
            size /= 1_024;
            unit++;
        }
        return tenths(Math.round(size * 10), UNITS[unit]);
    }
}
