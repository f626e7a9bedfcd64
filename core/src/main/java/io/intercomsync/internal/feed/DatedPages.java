package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the slices of what can be searched by time, and of what no such search can see, page by page. */
final class DatedPages {
    private static final Logger log = LoggerFactory.getLogger(DatedPages.class);

    private final FeedContext context;
    private final IntercomCollection main;
    private final Scope scope;
    private final Searches searches;
    private final Plans.Searcher searcher;
    private final Lister lister;

    /** @param main the collection under which it is told that objects are missing */
    DatedPages(
            FeedContext context,
            IntercomCollection main,
            Scope scope,
            Searches searches,
            Plans.Searcher searcher,
            Lister lister) {
        this.context = context;
        this.main = main;
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
        if (!slice.isUndated()) {
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

    /**
     * Where fewer objects come than Intercom says there are, the chain of pages has broken off, which no page can tell from its
     * end; so it is walked along once more.
     */
    private void walk(
            Slice slice,
            Function<@Nullable String, Page> read,
            Output out,
            BiConsumer<Page, InOrder<Reading>> objects) {
        Chain chain = Chain.from(slice);
        Function<@Nullable String, Page> pages = chain.counting(read);
        InOrder.<Reading>work(context.workers(), reading -> reading.putOut(out), inOrder -> {
            Walk.along(slice.position(), pages, page -> {
                objects.accept(page, inOrder);
                if (!chain.isShort()) {
                    reached(page, chain, inOrder, out);
                }
            });
            if (chain.isShort()) {
                log.warn("A search for {} ended early; its pages are read once more", main.tableName());
                Walk.along(null, pages, page -> {
                    objects.accept(page, inOrder);
                    tellIfShort(chain, inOrder, out);
                    reached(page, chain, inOrder, out);
                });
            }
        });
    }

    private void tellIfShort(Chain chain, InOrder<Reading> inOrder, Output out) {
        if (chain.isShort()) {
            String shortcoming = chain.shortcoming();
            inOrder.then(() -> out.lacks(main, shortcoming));
        }
    }

    private void reached(Page page, Chain chain, InOrder<Reading> inOrder, Output out) {
        String next = page.nextCursor();
        long read = chain.read();
        if (scope.isChangesOnly()) {
            out.expected(page.totalCount());
        }
        inOrder.then(() -> out.reached(next, read));
        inOrder.finishIf(context.budget().isScarce());
    }
}
