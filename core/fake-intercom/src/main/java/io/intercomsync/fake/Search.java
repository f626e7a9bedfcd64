package io.intercomsync.fake;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Finds, sorts and pages records. What a query found is kept while nothing changes, since a walk asks it page by page. */
final class Search {

    private static final long MISSING = (1L << 32) - 1;
    private static final int NUMBER_BITS = 30;
    private static final int MOST_KEPT = 24;

    private final Workspace workspace;
    private final SearchFields fields;
    private final Map<String, int[]> kept = new LinkedHashMap<>();
    private long keptRevision = -1;

    Search(Workspace workspace, SearchFields fields) {
        this.workspace = workspace;
        this.fields = fields;
    }

    /** By which field, and in which direction. */
    record Sort(String field, boolean isAscending) {}

    /** One page of what was found; next is null on the last one. */
    record Slice(
            List<Integer> numbers,
            int total,
            int page,
            @Nullable Cursor next) {}

    /** The order that the body of a search asks for. */
    Sort sort(@Nullable Object asked, ApiVersion version) {
        if (asked == null) {
            return new Sort(fields.usualSort(), false);
        }
        Object order = Json.get(asked, "order");
        Object field = Json.get(asked, "field");
        boolean isKnown = order == null || order.equals("ascending") || order.equals("descending");
        if (!isKnown && version.isAtLeast(16)) {
            throw new ApiError(
                    400,
                    "invalid_sort_order",
                    "Invalid sort order '" + order + "'. Must be one of: ascending, descending");
        }
        String by = field instanceof String named ? named : fields.usualSort();
        fields.kind(by);
        return new Sort(
                by, order != null && order.toString().toLowerCase(Locale.ROOT).startsWith("asc"));
    }

    /** The page after the cursor; the first without one. A null query finds everything. */
    Slice page(@Nullable Object query, Sort sort, int size, @Nullable String startingAfter, ApiVersion version) {
        int[] found = found(query, sort, version);
        Cursor cursor = startingAfter == null ? null : Cursor.decode(startingAfter);
        int from = cursor == null ? 0 : after(found, sort, cursor);
        int page = cursor == null ? 1 : cursor.page();
        int to = Math.min(found.length, from + size);
        Cursor next = to == found.length || to == 0
                ? null
                : new Cursor(cursorValue(key(found[to - 1], sort), sort), found[to - 1], page + 1);
        return new Slice(Arrays.stream(found, from, to).boxed().toList(), found.length, page, next);
    }

    private synchronized int[] found(@Nullable Object query, Sort sort, ApiVersion version) {
        if (keptRevision != workspace.revision() || !fields.isSettled()) {
            kept.clear();
            keptRevision = workspace.revision();
        }
        String name = version.hasExactTimes() + Json.write(query) + sort;
        int[] found = kept.get(name);
        if (found == null) {
            IntPredicate filter = query == null ? any -> true : new Filter(fields, version).of(query);
            found = sorted(fields.numbers().filter(filter).toArray(), sort);
            if (fields.isSettled()) {
                keep(name, found);
            }
        }
        return found;
    }

    private void keep(String name, int[] found) {
        if (kept.size() >= MOST_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(name, found);
    }

    private int[] sorted(int[] numbers, Sort sort) {
        if (fields.kind(sort.field()) == SearchFields.Kind.TIME) {
            long[] packed = new long[numbers.length];
            for (int at = 0; at < numbers.length; at++) {
                packed[at] = ((long) key(numbers[at], sort) << NUMBER_BITS) | numbers[at];
            }
            Arrays.sort(packed);
            for (int at = 0; at < numbers.length; at++) {
                long next = packed[sort.isAscending() ? at : numbers.length - 1 - at];
                numbers[at] = (int) (next & ((1L << NUMBER_BITS) - 1));
            }
            return numbers;
        }
        Comparator<Integer> order = (one, other) -> compare(key(one, sort), one, key(other, sort), other);
        return Arrays.stream(numbers)
                .boxed()
                .sorted(sort.isAscending() ? order : order.reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** What a record is sorted by: a long for a time, else anything that {@link Filter#compare} takes. Missing ones go last. */
    private Object key(int number, Sort sort) {
        Object value = fields.value(number, sort.field());
        if (fields.kind(sort.field()) != SearchFields.Kind.TIME) {
            return value == null ? (sort.isAscending() ? "\uffff" : "") : value;
        }
        Long seconds = Times.seconds(value);
        long missing = sort.isAscending() ? MISSING : -MISSING;
        return seconds == null ? missing : Math.max(-MISSING, Math.min(MISSING, seconds));
    }

    private Object cursorValue(Object key, Sort sort) {
        return fields.kind(sort.field()) == SearchFields.Kind.TIME ? (Object) ((long) key * 1000) : key;
    }

    private static int compare(Object key, int number, Object otherKey, int otherNumber) {
        int byKey = Filter.compare(key, otherKey);
        return byKey != 0 ? byKey : Integer.compare(number, otherNumber);
    }

    private int after(int[] found, Sort sort, Cursor cursor) {
        boolean isTime = fields.kind(sort.field()) == SearchFields.Kind.TIME;
        Object key = isTime && cursor.value() instanceof Long millis
                ? (Object) Math.floorDiv(millis, 1000L)
                : cursor.value();
        int low = 0;
        int high = found.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compare(key(found[middle], sort), found[middle], key, cursor.number());
            if (sort.isAscending() ? order > 0 : order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
