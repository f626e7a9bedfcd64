package io.intercomsync.fake.internal.search;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the results of the last queries, up to a number of records. The least recently used result goes first. */
final class ResultCache<T> {

    /** Enough for many walks at once; each record takes eight bytes. */
    private static final long MOST_RECORDS = 8_000_000;
    /** The memory of a query without its records, counted in records. */
    private static final long OF_ITSELF = 500;

    private final Map<String, T> byQuery = new LinkedHashMap<>(16, 0.75f, true);
    private final ToLongFunction<T> size;
    private long records;

    ResultCache(ToLongFunction<T> size) {
        this.size = size;
    }

    @Nullable
    T get(String query) {
        return byQuery.get(query);
    }

    void put(String query, T found) {
        byQuery.put(query, found);
        records += weight(found);
        Iterator<T> oldest = byQuery.values().iterator();
        while (records > MOST_RECORDS && byQuery.size() > 1) {
            records -= weight(oldest.next());
            oldest.remove();
        }
    }

    private long weight(T found) {
        return OF_ITSELF + size.applyAsLong(found);
    }

    void clear() {
        byQuery.clear();
        records = 0;
    }
}
