package io.intercomsync.internal.paging;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.report.Fault;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Detects pages that lead in a circle: two in a row bring nothing new. It remembers at most 10,000 objects after the 1st, 2nd,
 * 4th, 8th ... page (Brent's algorithm), so it may detect a long circle only after some rounds.
 */
public final class CycleDetector {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_WITHOUT_NEWS = 2;

    private final Function<Map<String, @Nullable Object>, String> mark;
    private final Set<String> remembered = new HashSet<>();
    private long pages;
    private long renewAfter = 1;
    private int pagesWithoutNews;

    private CycleDetector(Function<Map<String, @Nullable Object>, String> mark) {
        this.mark = mark;
    }

    /** Returns a detector for pages on which an object may move, but not change. */
    public static CycleDetector byId() {
        return new CycleDetector(object -> object.get("id") == null ? "" : String.valueOf(object.get("id")));
    }

    /** Returns a detector for pages on which an object comes again after it has changed. */
    static CycleDetector byVersion() {
        return new CycleDetector(CycleDetector::version);
    }

    /** Returns a text that differs for each object and each of its versions; empty if there is none. */
    private static String version(Map<String, @Nullable Object> object) {
        Object version = object.get("updated_at");
        boolean isShort = version == null || IntercomIds.isUsable(version);
        return object.get("id") == null || !isShort ? "" : object.get("id") + "/" + version;
    }

    /** Adds a page, and returns whether the pages lead in a circle. A page without objects proves nothing. */
    boolean closedBy(Page page) {
        return page.size() > 0
                && closedBy(Stream.concat(
                                page.items().stream().map(mark),
                                page.keptOut().stream().map(Fault::id))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    /** @param marks the texts that tell the objects of the page apart */
    boolean closedBy(Collection<String> marks) {
        if (remembered.containsAll(marks)) {
            pagesWithoutNews++;
            return pagesWithoutNews >= MOST_WITHOUT_NEWS;
        }
        pagesWithoutNews = 0;
        pages++;
        if (pages >= renewAfter) {
            remembered.clear();
            renewAfter = 2 * pages;
        }
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.addAll(marks);
        }
        return false;
    }

    /**
     * Returns the number of the page that follows; {@code null} if none does.
     *
     * @throws ApiException if the pages lead in a circle
     */
    @Nullable
    public Integer after(Page page) {
        Integer next = page.size() == 0 ? null : page.nextPage();
        if (next != null && closedBy(page)) {
            throw new ApiException("Intercom's pages lead in a circle", 200, null, null, null);
        }
        return next;
    }
}
