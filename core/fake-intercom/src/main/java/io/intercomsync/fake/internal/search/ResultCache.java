package io.intercomsync.fake.internal.search;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the last queries found, up to a number of records; what was asked for longest ago goes first. */
final class ResultCache<T> {

    /** Room for many walks side by side; each record takes eight bytes. */
    private static final long MOST_RECORDS = 8_000_000;
    /** What a query takes beside the records that it finds, counted in records. */
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
