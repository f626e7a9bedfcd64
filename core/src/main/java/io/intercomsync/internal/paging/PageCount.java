package io.intercomsync.internal.paging;

import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Slice;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the objects read from a chain of pages, and keeps the lowest total that Intercom reported. A chain that breaks off looks
 * like a chain that ends, but has fewer objects.
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

    /**
     * Returns the count of a slice's chain from its position on. It proves nothing if the objects before the position are not
     * counted.
     */
    static PageCount from(Slice slice) {
        return new PageCount(slice.position() == null || slice.read() > 0, slice.read());
    }

    /** Fetches the pages and counts their objects; a request for the first page starts the count again. */
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

    /** Returns the number of objects from the beginning to the last page that was read; 0 if it is not known. */
    public long read() {
        return isCounted ? read : 0;
    }

    /** Returns whether the chain ended before all objects that Intercom counts had come. */
    public boolean isShort() {
        return isCounted && hasEnded && read < counted;
    }

    /** Returns a sentence about the objects that the chain lacks. */
    public String gap() {
        return "a search that counts " + counted + " objects came to its end after " + read;
    }
}
