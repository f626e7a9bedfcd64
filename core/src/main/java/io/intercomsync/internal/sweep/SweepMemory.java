package io.intercomsync.internal.sweep;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects that earlier sweeps found to exist although no list contains them, like companies without users. Each time
 * that such an object is found again, sweeps ask for it half as often.
 *
 * @param sweeps the number of finished sweeps
 * @param answers how often in a row Intercom has returned each object, by id
 * @param reached the last object that an unfinished sweep asked for, where the next one continues; {@code null} to begin again
 * @param cost the least number of requests for a full read of the feed; 0 if it is not known
 * @param gone the deletions that are proved, but were more than a sweep may remove, by id
 * @param removed the number of rows that an unfinished sweep has removed, by table
 */
public record SweepMemory(
        long sweeps,
        Map<String, Long> answers,
        @Nullable String reached,
        long cost,
        Map<String, String> gone,
        Map<String, Long> removed) {
    /** The most objects to remember, so that the entry stays small. Each sweep asks for all others. */
    private static final int MOST_REMEMBERED = 2_000;

    private static final long RAREST = 5;

    public static SweepMemory none() {
        return new SweepMemory(0, new TreeMap<>(), null, 0, new TreeMap<>(), new TreeMap<>());
    }

    /** Returns whether a sweep has finished between this memory and a later one. */
    public boolean isOlderThan(SweepMemory later) {
        return sweeps < later.sweeps;
    }

    /** Returns the memory with the number of requests that a full read takes. */
    public SweepMemory withCost(long requests) {
        return new SweepMemory(sweeps, answers, reached, requests, gone, removed);
    }

    /** Returns the memory of the first sweep with another coverage: it asks for all objects. */
    public SweepMemory fromBeginning() {
        return new SweepMemory(sweeps, answers, null, cost, gone, removed);
    }

    /** Returns how many of the remembered objects the next sweep asks for. */
    public long due() {
        return answers.keySet().stream().filter(this::isDue).count();
    }

    boolean isDue(String id) {
        long times = Math.min(RAREST, answers.getOrDefault(id, 0L));
        return sweeps % (1L << times) == 0;
    }

    /** Returns the memory after a finished sweep. */
    public SweepMemory finished(Map<String, Long> more) {
        return new SweepMemory(sweeps + 1, bounded(more), null, cost, new TreeMap<>(), new TreeMap<>());
    }

    /** Returns the memory after a sweep has asked for all objects up to this one and has removed rows. */
    SweepMemory unfinished(Map<String, Long> more, @Nullable String upTo, Map<String, Long> nowRemoved) {
        return new SweepMemory(sweeps, bounded(more), upTo, cost, new TreeMap<>(), nowRemoved);
    }

    /** Returns the memory after a sweep that asked for all objects up to this one and found too many deleted to remove any. */
    SweepMemory refusing(
            Map<String, String> proved, Map<String, Long> more, @Nullable String upTo, Map<String, Long> nowRemoved) {
        return new SweepMemory(sweeps, bounded(more), upTo, cost, new TreeMap<>(proved), nowRemoved);
    }

    /** Returns whether one more object can be remembered. */
    static boolean hasRoom(Map<String, ?> remembered) {
        return remembered.size() < MOST_REMEMBERED;
    }

    private static Map<String, Long> bounded(Map<String, Long> all) {
        Map<String, Long> first = new TreeMap<>();
        all.entrySet().stream().limit(MOST_REMEMBERED).forEach(one -> first.put(one.getKey(), one.getValue()));
        return first;
    }
}
