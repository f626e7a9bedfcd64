package io.intercomsync.internal.api;

import io.intercomsync.internal.http.AnswerMemory;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.report.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects all pages of a small list. Objects that are missing from it count as gone, so a list whose pages have no
 * end is refused. Pages lead in a circle if one has no new id.
 */
final class PageCollector {
    /** The most pages. Intercom sends such lists in one answer. */
    private static final int MOST_PAGES = 1_000;

    private final Endpoint endpoint;
    private final List<Map<String, @Nullable Object>> items = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<Object> known = new HashSet<>();
    private int pages;

    private PageCollector(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @param pageAfter reads the page after a page; the first page for {@code null} */
    static Page all(Endpoint endpoint, AnswerMemory memory, Function<@Nullable Page, Page> pageAfter) {
        Page page = pageAfter.apply(null);
        if (page.isLast()) {
            return page;
        }
        try {
            PageCollector joined = new PageCollector(endpoint);
            joined.add(page);
            while (!page.isLast()) {
                memory.keep();
                page = pageAfter.apply(page);
                joined.add(page);
            }
            return new Page(joined.items, null, null, null, null, joined.faults);
        } finally {
            memory.keepNoMore();
        }
    }

    private void add(Page page) {
        items.addAll(page.items());
        faults.addAll(page.faults());
        faults.addAll(page.keptOut());
        if (!page.isLast() && page.size() == 0) {
            throw Calls.refused(endpoint, "more is to follow an empty page");
        }
        if (!bringsNew(page) && !page.isLast()) {
            throw Calls.refused(endpoint, "its pages lead in a circle");
        }
        if (!page.isLast() && ++pages >= MOST_PAGES) {
            throw Calls.refused(endpoint, "it has more than " + MOST_PAGES + " pages");
        }
    }

    private boolean bringsNew(Page page) {
        boolean isNew = false;
        for (Map<String, @Nullable Object> item : page.items()) {
            isNew |= known.add(item.get("id") == null ? item : String.valueOf(item.get("id")));
        }
        return isNew;
    }
}
