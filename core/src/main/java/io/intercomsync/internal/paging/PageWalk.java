package io.intercomsync.internal.paging;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks along a chain of pages that are linked by cursors. */
public final class PageWalk {
    /** How many objects Intercom puts on a page at most. */
    public static final int LARGEST_PAGE = 150;

    /** So many pages without an object, one after the other, lead nowhere. */
    private static final int MOST_EMPTY = 100;

    private static final Logger log = LoggerFactory.getLogger(PageWalk.class);

    private final Consumer<Page> visit;
    private final CycleDetector cycles = CycleDetector.byVersion();
    private int empty;

    private PageWalk(Consumer<Page> visit) {
        this.visit = visit;
    }

    /**
     * Reads the pages from a cursor to the end of the chain: to the page without a cursor. One without objects is not the end;
     * what it would have shown may have been deleted since it was found.
     *
     * @param from the cursor of the first page; {@code null} for the beginning of the chain
     * @param read fetches the page at a cursor
     * @param visit is handed each page
     * @throws ApiException if pages bring nothing new any more: cursors of unsorted or fast-changing results have been seen to go
     *     round for ever; and if there are only empty pages for long
     */
    public static void along(@Nullable String from, Function<@Nullable String, Page> read, Consumer<Page> visit) {
        PageWalk walk = new PageWalk(visit);
        String cursor = walk.visit(from == null ? read.apply(null) : resumed(from, read));
        while (cursor != null) {
            cursor = walk.visit(read.apply(cursor));
        }
    }

    /** Returns where the next page is; the caller keeps no hold of this one, so that it takes no memory meanwhile. */
    private @Nullable String visit(Page page) {
        visit.accept(page);
        String cursor = page.nextCursor();
        empty = page.size() == 0 ? empty + 1 : 0;
        if (cursor != null && empty > MOST_EMPTY) {
            throw new ApiException("Intercom sends empty pages without an end", 200, null, null, null);
        }
        if (cursor != null && cycles.closedBy(page)) {
            throw new ApiException("Intercom's cursors lead in a circle", 200, null, null, null);
        }
        return cursor;
    }

    /** Nobody promises that a cursor of an earlier run is still good; where it is refused, the chain begins anew. */
    private static Page resumed(String from, Function<@Nullable String, Page> read) {
        try {
            return read.apply(from);
        } catch (ApiException e) {
            if (e.status() != 400) {
                throw e;
            }
            log.warn("Intercom no longer takes the cursor of an earlier run; its chain of pages begins anew");
            return read.apply(null);
        }
    }
}
