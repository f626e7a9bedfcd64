package io.intercomsync.fake.internal.generate;

import java.util.List;

/** Random numbers that depend only on seed, salt and index, so any object can be made on its own. */
public final class SeededRandom {

    private final long seed;

    public SeededRandom(long seed) {
        this.seed = seed * 0x9E3779B97F4A7C15L;
    }

    /** Returns any long. Different salts give independent numbers for one index. */
    long roll(int salt, long index) {
        long z = seed + index * 0xD1342543DE82EF95L + salt * 0xAF251AF3B0F025B5L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns a number from 0 to bound - 1; 0 if the bound is less than 1. */
    int below(int bound, int salt, long index) {
        return bound < 1 ? 0 : (int) Long.remainderUnsigned(roll(salt, index) >>> 1, bound);
    }

    /** Returns a number from 0 to bound - 1; 0 if the bound is less than 1. */
    long belowLong(long bound, int salt, long index) {
        return bound < 1 ? 0 : (roll(salt, index) >>> 1) % bound;
    }

    /** Returns a number between the two. Small ones are more frequent: half are below the geometric mean. */
    long skewed(long least, long most, int salt, long index) {
        double share = below(10_000, salt, index) / 10_000.0;
        return Math.round(least * StrictMath.pow((double) most / least, share));
    }

    /** Returns true with that percentage. */
    boolean percent(int share, int salt, long index) {
        return below(100, salt, index) < share;
    }

    <T> T pick(List<T> choices, int salt, long index) {
        return choices.get(below(choices.size(), salt, index));
    }
}
