package io.intercomsync.jdbc.internal.bookkeeping;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * For each column, the generation of the table from which on written rows contain it. The hash stored with a row
 * combines the hash of its content with the generation in which it was written.
 */
public final class ColumnGenerations {
    /**
     * The bit of a hash that is set if the row was stored without children that the database refused. No generation changes
     * this bit.
     */
    public static final long LACKS_CHILDREN = 1;

    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SALT = 0x5851F42D4C957F2DL;

    private final Map<String, Long> byColumn = new HashMap<>();
    private final Map<Long, Long> byToken = new HashMap<>();
    private final Set<String> pending = new HashSet<>();
    /** By generation, the columns that rows written in it do not hold. */
    private final Map<Long, List<String>> addedSince = new ConcurrentHashMap<>();

    private final long current;

    public ColumnGenerations(List<RecordedColumn> records) {
        long latest = 0;
        byToken.put(token(0), 0L);
        for (RecordedColumn column : records) {
            Long generation = column.generation();
            if (generation == null) {
                pending.add(column.name());
            } else {
                byColumn.merge(column.name(), generation, Math::max);
                byToken.put(token(generation), generation);
                latest = Math.max(latest, generation);
            }
        }
        current = latest;
    }

    /** Gives each generation other bits, without the bit {@link #LACKS_CHILDREN}. */
    private static long token(long generation) {
        long mixed = (generation ^ SALT) * FACTOR;
        return (mixed ^ (mixed >>> 29)) & ~LACKS_CHILDREN;
    }

    /** Returns the hash to store with a row that is written now. */
    public long stored(long hashOfContent) {
        return hashOfContent ^ token(current);
    }

    /**
     * Returns whether a stored row has this content: it was written with the same content, and has no value for a column that was
     * added since.
     *
     * @param stored the hash that is stored with the row
     * @param hasValue tells whether the row has a value for a column
     */
    public boolean isUnchanged(long stored, long hashOfContent, Predicate<String> hasValue) {
        if (stored == stored(hashOfContent)) {
            return true;
        }
        Long written = byToken.get(stored ^ hashOfContent);
        return written != null
                && addedSince.computeIfAbsent(written, this::addedSince).stream()
                        .noneMatch(hasValue);
    }

    /** Returns whether two stored rows have the same content, in whatever generations they were written. */
    public boolean isSameContent(long one, long other) {
        long difference = (one ^ other) & ~LACKS_CHILDREN;
        return difference == 0 || byToken.keySet().stream().anyMatch(token -> byToken.containsKey(token ^ difference));
    }

    /**
     * Returns whether a stored row has this content without some columns that were added after it was written.
     *
     * @param stored the hash that is stored with the row
     * @param hashWithout computes the hash of the content without these columns
     */
    public boolean isUnchangedWithout(long stored, ToLongFunction<Collection<String>> hashWithout) {
        return byToken.entrySet().stream()
                .filter(written -> mayHoldRows(written.getValue()))
                .anyMatch(written -> {
                    long hash =
                            hashWithout.applyAsLong(addedSince.computeIfAbsent(written.getValue(), this::addedSince));
                    return ((hash ^ written.getKey() ^ stored) & ~LACKS_CHILDREN) == 0;
                });
    }

    /** Columns that are added together have generations one after the other, and no row is written before the last of them. */
    private boolean mayHoldRows(long generation) {
        return generation > 0 && generation < current && !byToken.containsKey(token(generation + 1));
    }

    private List<String> addedSince(long generation) {
        return byColumn.entrySet().stream()
                .filter(column -> column.getValue() > generation)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the generation from which on rows hold the column; {@code null} if that is not recorded. */
    @Nullable
    public Long of(String column) {
        return byColumn.get(column);
    }

    public boolean isPending(String column) {
        return pending.contains(column);
    }

    public boolean isEmpty() {
        return byColumn.isEmpty();
    }

    /**
     * Returns a number for a new generation. It is the time where possible, so that it is never used twice, even if somebody
     * deletes the records.
     */
    public long next(Instant now) {
        return Math.max(current + 1, now.toEpochMilli());
    }
}
