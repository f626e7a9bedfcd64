package io.intercomsync.internal.feed;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks along a chain of pages that are linked by cursors. */
final class Walk {
    /** How many objects Intercom puts on a page at most. */
    static final int LARGEST_PAGE = 150;

    private Walk() {}

    /**
     * Reads the pages from a cursor to the end of the chain.
     *
     * @param from the cursor of the first page; {@code null} for the beginning of the chain
     * @param read fetches the page at a cursor
     * @param visit is handed each page
     * @throws ApiException if the chain leads back to a page that was read before: cursors of unsorted or fast-changing
     *     results have been seen to go round for ever
     */
    static void along(@Nullable String from, Function<@Nullable String, Page> read, Consumer<Page> visit) {
        String cursor = from;
        Rounds rounds = new Rounds();
        while (true) {
            Page page = read.apply(cursor);
            visit.accept(page);
            cursor = page.nextCursor();
            if (cursor == null || page.items().isEmpty()) {
                return;
            }
            if (rounds.closedBy(cursor)) {
                throw new ApiException("Intercom's cursors lead in a circle", 200, null, null, null);
            }
        }
    }
}
