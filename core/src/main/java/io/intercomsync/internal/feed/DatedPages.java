package io.intercomsync.internal.feed;

import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the slices of what can be searched by time, and of what no such search can see, page by page. */
final class DatedPages {
    private final FeedContext context;
    private final Scope scope;
    private final Searches searches;
    private final Plans.Searcher searcher;
    private final Lister lister;

    DatedPages(FeedContext context, Scope scope, Searches searches, Plans.Searcher searcher, Lister lister) {
        this.context = context;
        this.scope = scope;
        this.searches = searches;
        this.searcher = searcher;
        this.lister = lister;
    }

    /** The plain list of contacts or of conversations. */
    @FunctionalInterface
    interface Lister {
        Page list(int perPage, @Nullable String cursor);
    }

    /** @param objects is handed each page, for what is on it to be put out in order */
    void read(Slice slice, Output out, BiConsumer<Page, InOrder<Reading>> objects) {
        if (!Plans.isUndated(slice)) {
            Search search = searches.within(slice, scope);
            walk(slice, cursor -> searcher.search(search, Walk.LARGEST_PAGE, cursor), out, objects);
        } else if (!slice.isUntouched()
                || Plans.someAreUndated(
                        searches, searcher, () -> lister.list(1, null).totalCount())) {
            walk(slice, cursor -> lister.list(Walk.LARGEST_PAGE, cursor), out, objects);
        } else {
            out.reached(null);
        }
    }

    private void walk(
            Slice slice,
            Function<@Nullable String, Page> read,
            Output out,
            BiConsumer<Page, InOrder<Reading>> objects) {
        InOrder.<Reading>work(
                context.workers(),
                reading -> reading.putOut(out),
                inOrder -> Walk.along(slice.position(), read, page -> {
                    if (scope.isChangesOnly()) {
                        out.expected(page.totalCount());
                    }
                    objects.accept(page, inOrder);
                    String next = page.nextCursor();
                    inOrder.then(() -> out.reached(next));
                    inOrder.finishIf(context.budget().isScarce());
                }));
    }
}
