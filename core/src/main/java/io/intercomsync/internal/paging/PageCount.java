package io.intercomsync.internal.paging;

import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Slice;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many objects a chain of pages had, and the least that Intercom counted meanwhile. A chain that breaks off has fewer, which
 * no page tells from its end.
 */
public final class PageCount {
    private boolean isCounted;
    private long read;
    private long counted = Long.MAX_VALUE;
    private boolean hasEnded;

    private PageCount(boolean isCounted, long read) {
        this.isCounted = isCounted;
        this.read = read;
    }

    public static PageCount fromBeginning() {
        return new PageCount(true, 0);
    }

    /** The chain of a slice from its position on. Where it is not known how many come before that, nothing can be said. */
    static PageCount from(Slice slice) {
        return new PageCount(slice.position() == null || slice.read() > 0, slice.read());
    }

    /** Fetches the pages, and counts what is on them: anew, wherever the first one is asked for. */
    public Function<@Nullable String, Page> counting(Function<@Nullable String, Page> pages) {
        return cursor -> {
            Page page = pages.apply(cursor);
            if (cursor == null) {
                isCounted = true;
                read = 0;
                counted = Long.MAX_VALUE;
            }
            add(page);
            return page;
        };
    }

    private void add(Page page) {
        Long total = page.totalCount();
        read += page.size();
        counted = total == null ? 0 : Math.min(counted, total);
        hasEnded = page.nextCursor() == null;
    }

    /** How many objects there are from its beginning to the page that was read last; 0 if that is not known. */
    public long read() {
        return isCounted ? read : 0;
    }

    /** Whether it ended before all that was counted had come. */
    public boolean isShort() {
        return isCounted && hasEnded && read < counted;
    }

    /** What is short of it. */
    public String shortcoming() {
        return "a search that counts " + counted + " objects came to its end after " + read;
    }
}
