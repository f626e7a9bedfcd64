package io.intercomsync.internal.feed;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep knows of earlier ones: which objects are in no list and yet are there, like companies without users. Each
 * time that one answers again, it is asked for half as often.
 *
 * @param sweeps how many sweeps have come to their end
 * @param answers how often each has answered in a row, by id
 * @param reached the last one that an unfinished sweep asked for, where it is gone on with; {@code null} to begin anew
 * @param cost how many requests it took, or at least takes, to read the feed whole; 0 if that is not known
 */
public record SweepMemory(
        long sweeps, Map<String, Long> answers, @Nullable String reached, long cost) {
    /** Those beyond are asked for in each sweep; it keeps a checkpoint small. */
    private static final int MOST_REMEMBERED = 2_000;

    private static final long RAREST = 5;

    public static SweepMemory none() {
        return new SweepMemory(0, new TreeMap<>(), null, 0);
    }

    /** Whether a sweep came to its end since. */
    public boolean isOlderThan(SweepMemory later) {
        return sweeps < later.sweeps;
    }

    public SweepMemory costing(long requests) {
        return new SweepMemory(sweeps, answers, reached, requests);
    }

    /** How many of those that it remembers the next sweep asks for. */
    public long due() {
        return answers.keySet().stream().filter(this::isDue).count();
    }

    boolean isDue(String id) {
        long times = Math.min(RAREST, answers.getOrDefault(id, 0L));
        return sweeps % (1L << times) == 0;
    }

    /** What is remembered once a sweep has asked for all, or for those up to that one. */
    SweepMemory after(Map<String, Long> more, @Nullable String upTo) {
        Map<String, Long> remembered = new TreeMap<>();
        more.entrySet().stream().limit(MOST_REMEMBERED).forEach(one -> remembered.put(one.getKey(), one.getValue()));
        return new SweepMemory(upTo == null ? sweeps + 1 : sweeps, remembered, upTo, cost);
    }
}
