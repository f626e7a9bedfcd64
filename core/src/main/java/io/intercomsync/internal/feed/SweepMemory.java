package io.intercomsync.internal.feed;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a sweep knows of earlier ones: which objects are in no list and yet are there, like companies without users. Each
 * time that one answers again, it is asked for half as often.
 *
 * @param sweeps how many sweeps have been made
 * @param answers how often each has answered in a row, by id
 */
public record SweepMemory(long sweeps, Map<String, Long> answers) {
    /** Those beyond are asked for in each sweep; it keeps a checkpoint small. */
    private static final int MOST_REMEMBERED = 2_000;

    private static final long RAREST = 5;

    public static SweepMemory none() {
        return new SweepMemory(0, new TreeMap<>());
    }

    SweepMemory forNext() {
        return new SweepMemory(sweeps + 1, new TreeMap<>());
    }

    boolean isDue(String id) {
        long times = Math.min(RAREST, answers.getOrDefault(id, 0L));
        return sweeps % (1L << times) == 0;
    }

    void keep(String id, SweepMemory before) {
        remember(id, before.answers.getOrDefault(id, 0L));
    }

    void isThere(String id, SweepMemory before) {
        remember(id, before.answers.getOrDefault(id, 0L) + 1);
    }

    private void remember(String id, long times) {
        if (answers.size() < MOST_REMEMBERED) {
            answers.put(id, times);
        }
    }
}
