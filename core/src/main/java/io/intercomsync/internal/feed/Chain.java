package io.intercomsync.internal.feed;

import io.intercomsync.internal.api.Page;
import org.jspecify.annotations.Nullable;

/**
 * How many objects a chain of pages had, and the least that Intercom counted meanwhile. A chain that breaks off has fewer, which
 * no page tells from its end.
 */
final class Chain {
    private final boolean isFromBeginning;
    private long read;
    private long counted = Long.MAX_VALUE;
    private boolean hasEnded;

    private Chain(boolean isFromBeginning) {
        this.isFromBeginning = isFromBeginning;
    }

    /** @param position where its first page is; {@code null} for its beginning, without which nothing can be said */
    static Chain from(@Nullable String position) {
        return new Chain(position == null);
    }

    void add(Page page) {
        Long total = page.totalCount();
        read += page.size();
        counted = total == null ? 0 : Math.min(counted, total);
        hasEnded = page.nextCursor() == null;
    }

    /** Whether it ended before all that was counted had come. */
    boolean isShort() {
        return isFromBeginning && hasEnded && read < counted;
    }

    /** What is short of it. */
    String shortcoming() {
        return "a search that counts " + counted + " objects came to its end after " + read;
    }
}
