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
    /** The most objects that Intercom puts on a page. */
    public static final int LARGEST_PAGE = 150;

    /** The most pages without an object in a row. */
    private static final int MOST_EMPTY = 100;

    private static final Logger log = LoggerFactory.getLogger(PageWalk.class);

    private final Consumer<Page> visit;
    private final CycleDetector cycles = CycleDetector.byVersion();
    private int empty;

    private PageWalk(Consumer<Page> visit) {
        this.visit = visit;
    }

    /**
     * Reads the pages from a cursor to the end of the chain, which is the page without a cursor. A page without objects is not the
     * end, since its objects may have been deleted.
     *
     * @param from the cursor of the first page; {@code null} for the beginning of the chain
     * @param read fetches the page at a cursor
     * @param visit receives each page
     * @throws ApiException if pages bring nothing new, since cursors of unsorted or fast-changing results can lead in a circle; or
     *     if too many pages in a row are empty
     */
    public static void along(@Nullable String from, Function<@Nullable String, Page> read, Consumer<Page> visit) {
        PageWalk walk = new PageWalk(visit);
        String cursor = walk.visit(from == null ? read.apply(null) : resumed(from, read));
        while (cursor != null) {
            cursor = walk.visit(read.apply(cursor));
        }
    }

    /**
     * Visits a page and returns the cursor of the next page. The caller keeps no reference to the page, so it takes no memory
     * meanwhile.
     */
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

    /** Reads the page at a cursor of an earlier run. If Intercom refuses the cursor, the chain begins anew. */
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
