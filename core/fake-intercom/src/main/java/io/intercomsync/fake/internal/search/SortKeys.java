package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.internal.generate.Timestamps;
import org.jspecify.annotations.Nullable;

/** Sort keys of records. Records without a value come last. */
public record SortKeys(SearchFields fields, RecordSearch.Sort sort) {

    /** Later than any time. */
    public static final long MISSING = (1L << 32) - 1;

    boolean areTimes() {
        return fields.kind(sort.field()) == SearchFields.Kind.TIME;
    }

    /** Returns the sort key of a record: a long for a time, else any value that {@link SearchFilter#compare} takes. */
    Object key(int number) {
        return areTimes() ? (Object) seconds(number) : other(fields.value(number, sort.field()));
    }

    private Object other(@Nullable Object value) {
        return value == null ? (sort.isAscending() ? "\uffff" : "") : value;
    }

    long seconds(int number) {
        Long seconds = Timestamps.seconds(fields.value(number, sort.field()));
        long missing = sort.isAscending() ? MISSING : -MISSING;
        return seconds == null ? missing : Math.max(-MISSING, Math.min(MISSING, seconds));
    }

    /** Returns the cursor after a record. */
    PageCursor cursor(int number, int nextPage) {
        Object key = key(number);
        return new PageCursor(areTimes() ? (Object) ((long) key * 1000) : key, number, nextPage);
    }

    /** Returns the sort key of the record before a cursor. */
    Object key(PageCursor cursor) {
        if (!areTimes()) {
            return cursor.value();
        }
        if (cursor.value() instanceof Long millis) {
            return Math.max(-MISSING, Math.min(MISSING, Math.floorDiv(millis, 1000L)));
        }
        throw PageCursor.invalid();
    }
}
