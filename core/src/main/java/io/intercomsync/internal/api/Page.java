package io.intercomsync.internal.api;

import io.intercomsync.report.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer with a list in it.
 *
 * @param items the objects of the list, as sent
 * @param nextCursor where the next page starts; {@code null} on the last page and where pages have numbers
 * @param nextPage the number of the next page; {@code null} on the last page and where pages have cursors
 * @param scrollParam what asks for the next page of a scroll; {@code null} elsewhere
 * @param totalCount how many objects there are on all pages together; {@code null} if Intercom does not say
 * @param faults the items that are no objects
 */
public record Page(
        List<Map<String, @Nullable Object>> items,
        @Nullable String nextCursor,
        @Nullable Integer nextPage,
        @Nullable String scrollParam,
        @Nullable Long totalCount,
        List<Fault> faults) {

    public Page {
        items = List.copyOf(items);
        faults = List.copyOf(faults);
    }

    /** How many items it has, those included that are no objects. */
    public int size() {
        return items.size() + faults.size();
    }

    /** Whether no page follows. A scroll does not say so: it ends with a page without items. */
    public boolean isLast() {
        return nextCursor == null && nextPage == null;
    }
}
