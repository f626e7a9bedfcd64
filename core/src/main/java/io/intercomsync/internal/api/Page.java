package io.intercomsync.internal.api;

import io.intercomsync.report.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page: an answer with a list.
 *
 * @param items the objects of the list, as sent
 * @param nextCursor where the next page starts; {@code null} on the last page and where pages have numbers
 * @param nextPage the number of the next page; {@code null} on the last page and where pages have cursors
 * @param scrollParam the parameter for the next page of a scroll; {@code null} elsewhere
 * @param totalCount how many objects all pages have together; {@code null} if Intercom does not say
 * @param faults the items that are no objects
 * @param keptOut the objects that were kept out, by their ids
 */
public record Page(
        List<Map<String, @Nullable Object>> items,
        @Nullable String nextCursor,
        @Nullable Integer nextPage,
        @Nullable String scrollParam,
        @Nullable Long totalCount,
        List<Fault> faults,
        List<Fault> keptOut) {

    public Page {
        items = List.copyOf(items);
        faults = List.copyOf(faults);
        keptOut = List.copyOf(keptOut);
    }

    public Page(
            List<Map<String, @Nullable Object>> items,
            @Nullable String nextCursor,
            @Nullable Integer nextPage,
            @Nullable String scrollParam,
            @Nullable Long totalCount,
            List<Fault> faults) {
        this(items, nextCursor, nextPage, scrollParam, totalCount, faults, List.of());
    }

    /** Returns this page with all its objects kept out. */
    Page keepingOut(String reason) {
        List<Fault> nameless = new ArrayList<>(faults);
        List<Fault> named = new ArrayList<>();
        for (Map<String, @Nullable Object> item : items) {
            Object id = item.get("id");
            if (id == null) {
                nameless.add(new Fault("an object without an id", reason));
            } else {
                named.add(new Fault(id.toString(), reason));
            }
        }
        return new Page(List.of(), nextCursor, nextPage, scrollParam, totalCount, nameless, named);
    }

    /** Returns how many items the page has, including those that are no objects or were kept out. */
    public int size() {
        return items.size() + faults.size() + keptOut.size();
    }

    /** Returns whether no page follows. A scroll does not say so: it ends with a page without items. */
    public boolean isLast() {
        return nextCursor == null && nextPage == null;
    }
}
