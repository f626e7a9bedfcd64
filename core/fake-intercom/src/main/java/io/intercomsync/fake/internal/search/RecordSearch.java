package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds, sorts and pages records. If the query allows it, generated records are found by binary search. Results are
 * cached, because a client asks the same query page by page. After an edit, only edited records are searched again.
 */
public final class RecordSearch {

    private final Workspace workspace;
    private final SearchFields fields;
    private final Map<String, TimeIndex> orders = new HashMap<>();
    /** The results of queries among the generated records as they were generated. */
    private final ResultCache<TimeIndex> generated = new ResultCache<>(TimeIndex::size);
    /** The results of queries while nothing changes. */
    private final ResultCache<SearchResult> kept = new ResultCache<>(SearchResult::total);

    private long keptRevision = -1;

    public RecordSearch(Workspace workspace, SearchFields fields) {
        this.workspace = workspace;
        this.fields = fields;
    }

    /** The field and the direction of a sort. */
    public record Sort(String field, boolean isAscending) {}

    /** One page of a result; next is null on the last page. */
    public record Slice(
            List<Integer> numbers,
            int total,
            int page,
            @Nullable PageCursor next) {}

    /** Returns the order that the body of a search asks for. */
    public Sort sort(@Nullable Object asked, ServedVersion version) {
        if (asked == null) {
            return new Sort(fields.usualSort(), false);
        }
        Object order = FakeJson.get(asked, "order");
        Object field = FakeJson.get(asked, "field");
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

    /** Returns the page after the cursor, or the first page without a cursor. A null query finds everything. */
    public Slice page(
            @Nullable Object query, Sort sort, int size, @Nullable String startingAfter, ServedVersion version) {
        SearchResult found = found(query, sort, version);
        PageCursor cursor = startingAfter == null ? null : PageCursor.decode(startingAfter);
        int page = cursor == null ? 1 : cursor.page();
        List<Integer> numbers = found.after(cursor, size + 1);
        if (numbers.size() <= size) {
            return new Slice(numbers, found.total(), page, null);
        }
        PageCursor next = new SortKeys(fields, sort).cursor(numbers.get(size - 1), page + 1);
        return new Slice(numbers.subList(0, size), found.total(), page, next);
    }

    private synchronized SearchResult found(@Nullable Object query, Sort sort, ServedVersion version) {
        if (keptRevision != workspace.revision()) {
            kept.clear();
            keptRevision = workspace.revision();
        }
        String name = version.hasExactTimes() + FakeJson.write(query) + sort;
        SearchResult found = kept.get(name);
        if (found == null) {
            found = find(name, query, sort, version);
            kept.put(name, found);
        }
        return found;
    }

    private SearchResult find(String name, @Nullable Object query, Sort sort, ServedVersion version) {
        SortKeys keys = new SortKeys(fields, sort);
        IntPredicate test = query == null ? any -> true : new SearchFilter(fields, version).of(query);
        if (!fields.ordered().contains(sort.field())) {
            return SortedResult.of(fields.numbers().filter(test), keys);
        }
        TimeIndex fitting = generated.get(name);
        if (fitting == null) {
            fitting = amongGenerated(query, sort, version);
            generated.put(name, fitting);
        }
        return new TimeOrderedResult(fitting, keys, test);
    }

    /** Finds the matching generated records within the shortest range of time that the query allows. */
    private TimeIndex amongGenerated(@Nullable Object query, Sort sort, ServedVersion version) {
        SearchFilter filter = new SearchFilter(fields.untouched(), version);
        TimeIndex best = order(sort.field());
        String bestField = sort.field();
        boolean isExact = query == null;
        for (String field : query == null ? List.<String>of() : fields.ordered()) {
            TimeBounds bounds = TimeBounds.of(query, field, filter);
            TimeIndex within = order(field).within(bounds.span());
            if (within.size() < best.size() || (field.equals(sort.field()) && within.size() == best.size())) {
                best = within;
                bestField = field;
                isExact = bounds.isExact();
            }
        }
        IntPredicate test = isExact ? any -> true : filter.of(query);
        if (bestField.equals(sort.field())) {
            return isExact ? best : best.filtered(test);
        }
        return TimeIndex.of(best.numbers().filter(test), new SortKeys(fields.untouched(), sort)::seconds);
    }

    private TimeIndex order(String field) {
        return orders.computeIfAbsent(field, by -> {
            SortKeys keys = new SortKeys(fields.untouched(), new Sort(by, true));
            return TimeIndex.of(IntStream.range(0, fields.generated()), keys::seconds);
        });
    }
}
