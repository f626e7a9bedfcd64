package io.intercomsync.internal.sweep;

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
 * @param gone what is proved to be gone, but was more than a sweep may remove: how, by id
 * @param removed how many rows an unfinished sweep has removed, by table
 */
public record SweepMemory(
        long sweeps,
        Map<String, Long> answers,
        @Nullable String reached,
        long cost,
        Map<String, String> gone,
        Map<String, Long> removed) {
    /** Those beyond are asked for in each sweep; it keeps a checkpoint small. */
    private static final int MOST_REMEMBERED = 2_000;

    private static final long RAREST = 5;

    public static SweepMemory none() {
        return new SweepMemory(0, new TreeMap<>(), null, 0, new TreeMap<>(), new TreeMap<>());
    }

    /** Whether a sweep came to its end since. */
    public boolean isOlderThan(SweepMemory later) {
        return sweeps < later.sweeps;
    }

    public SweepMemory costing(long requests) {
        return new SweepMemory(sweeps, answers, reached, requests, gone, removed);
    }

    /** What is known to the first sweep under other terms: it asks for all. */
    public SweepMemory fromBeginning() {
        return new SweepMemory(sweeps, answers, null, cost, gone, removed);
    }

    /** How many of those that it remembers the next sweep asks for. */
    public long due() {
        return answers.keySet().stream().filter(this::isDue).count();
    }

    boolean isDue(String id) {
        long times = Math.min(RAREST, answers.getOrDefault(id, 0L));
        return sweeps % (1L << times) == 0;
    }

    /** What is remembered once a sweep has come to its end. */
    public SweepMemory finished(Map<String, Long> more) {
        return new SweepMemory(sweeps + 1, first(more), null, cost, new TreeMap<>(), new TreeMap<>());
    }

    /** What is remembered once a sweep has asked for those up to that one, and removed so many. */
    SweepMemory unfinished(Map<String, Long> more, @Nullable String upTo, Map<String, Long> nowRemoved) {
        return new SweepMemory(sweeps, first(more), upTo, cost, new TreeMap<>(), nowRemoved);
    }

    /** What is remembered once a sweep has proved so many to be gone that it removed none, having asked for those up to that. */
    SweepMemory refusing(
            Map<String, String> proved, Map<String, Long> more, @Nullable String upTo, Map<String, Long> nowRemoved) {
        return new SweepMemory(sweeps, first(more), upTo, cost, new TreeMap<>(proved), nowRemoved);
    }

    static boolean hasRoom(Map<String, ?> remembered) {
        return remembered.size() < MOST_REMEMBERED;
    }

    private static Map<String, Long> first(Map<String, Long> all) {
        Map<String, Long> first = new TreeMap<>();
        all.entrySet().stream().limit(MOST_REMEMBERED).forEach(one -> first.put(one.getKey(), one.getValue()));
        return first;
    }
}
