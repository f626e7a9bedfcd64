package io.intercomsync.fake.internal.generate;

/** The hours of a week in UTC: in which of them teammates work, and how many conversations begin in each. */
final class WorkingWeek {

    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    /** 5 January 1970. */
    private static final long A_MONDAY = 4 * DAY;

    private static final int OPENS = 8;
    private static final int CLOSES = 18;
    private static final int SATURDAY = 5;

    private static final int[] WEEKDAY = {1, 1, 1, 1, 1, 1, 3, 3, 10, 10, 10, 10, 8, 8, 10, 10, 10, 10, 4, 4, 4, 4, 2, 2
    };
    private static final int[] WEEKEND = {1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1};

    /** The load from the start of the week to the start of each hour, and to the end of the week. */
    private static final long[] LOAD = new long[7 * 24 + 1];

    static {
        for (int hour = 0; hour < 7 * 24; hour++) {
            LOAD[hour + 1] = LOAD[hour] + weight(hour) * HOUR;
        }
    }

    private static final long LOAD_OF_WEEK = LOAD[7 * 24];

    private WorkingWeek() {}

    private static int weight(int hour) {
        return (hour / 24 < SATURDAY ? WEEKDAY : WEEKEND)[hour % 24];
    }

    /** Returns the load up to a time. Conversations begin evenly over the load, so few begin at night. */
    static long load(long time) {
        long inWeek = Math.floorMod(time - A_MONDAY, WEEK);
        int hour = (int) (inWeek / HOUR);
        return Math.floorDiv(time - A_MONDAY, WEEK) * LOAD_OF_WEEK + LOAD[hour] + weight(hour) * (inWeek % HOUR);
    }

    /** Returns the time at which that load is reached. */
    static long timeOf(long load) {
        long inWeek = Math.floorMod(load, LOAD_OF_WEEK);
        int hour = 0;
        while (LOAD[hour + 1] <= inWeek) {
            hour++;
        }
        return A_MONDAY + Math.floorDiv(load, LOAD_OF_WEEK) * WEEK + hour * HOUR + (inWeek - LOAD[hour]) / weight(hour);
    }

    /** Returns the time itself if teammates work then, else the time at which they begin again. */
    static long nextOpen(long time) {
        long day = Math.floorDiv(time, DAY);
        long hour = Math.floorMod(time, DAY) / HOUR;
        if (isWorkday(day) && hour >= OPENS && hour < CLOSES) {
            return time;
        }
        long next = hour < OPENS ? day : day + 1;
        while (!isWorkday(next)) {
            next++;
        }
        return next * DAY + OPENS * HOUR;
    }

    private static boolean isWorkday(long day) {
        return Math.floorMod(day - A_MONDAY / DAY, 7) < SATURDAY;
    }
}
