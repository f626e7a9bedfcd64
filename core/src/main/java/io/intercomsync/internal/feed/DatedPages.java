package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.report.RequestEstimate;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the slices of what can be searched by time, and of what no such search can see, page by page. */
final class DatedPages {
    private static final Logger log = LoggerFactory.getLogger(DatedPages.class);

    /** Two counts of the search, and one of the plain list between them. */
    private static final long REQUESTS_FOR_UNDATED = 3;

    private final FeedContext context;
    private final List<IntercomCollection> collections;
    private final Scope scope;
    private final Searches searches;
    private final Plans.Searcher searcher;
    private final Lister lister;

    /** @param collections those of which an object may be that is not found */
    DatedPages(
            FeedContext context,
            List<IntercomCollection> collections,
            Scope scope,
            Searches searches,
            Plans.Searcher searcher,
            Lister lister) {
        this.context = context;
        this.collections = collections;
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

    /** About how many requests the pages of so many objects take, with the search for those without a date. */
    static RequestEstimate requests(long objects, Scope scope) {
        return scope.isChangesOnly()
                ? RequestEstimate.exactly(Math.max(1, (objects + Walk.LARGEST_PAGE - 1) / Walk.LARGEST_PAGE))
                : RangePlanner.requests(objects).plus(REQUESTS_FOR_UNDATED);
    }

    /**
     * Takes some objects of a pass, to estimate by.
     *
     * @param first the first page of its search, which has the oldest objects of a pass that reads everything
     * @param lister lists the newest first
     */
    static CallSample sample(Page first, Scope scope, Lister lister) {
        return scope.isChangesOnly() || first.items().size() >= Plans.orNone(first)
                ? new CallSample(List.of(first))
                : new CallSample(List.of(first, lister.list(Walk.LARGEST_PAGE, null)));
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
                passed(page, chain, slice.again(), inOrder, out);
            });
            if (chain.isShort() && !slice.again()) {
                log.warn("A search for {} ended early; its pages are read once more", collections);
                Walk.along(null, pages, page -> {
                    objects.accept(page, inOrder);
                    passed(page, chain, true, inOrder, out);
                });
            }
        });
    }

    /** @param isAgain whether the end of the chain is to be taken for the end of the slice, also if it came early */
    private void passed(Page page, Chain chain, boolean isAgain, InOrder<Reading> inOrder, Output out) {
        String next = page.nextCursor();
        long read = chain.read();
        if (scope.isChangesOnly()) {
            out.expected(page.totalCount());
        }
        if (chain.isShort() && !isAgain) {
            inOrder.then(out::again);
        } else {
            if (chain.isShort()) {
                String shortcoming = chain.shortcoming();
                inOrder.then(() -> collections.forEach(collection -> out.lacks(collection, shortcoming)));
            }
            inOrder.then(() -> out.reached(next, read));
        }
        inOrder.finishIf(context.budget().isScarce());
    }
}
