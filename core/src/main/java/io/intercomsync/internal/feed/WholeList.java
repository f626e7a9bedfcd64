package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All objects of a kind that cannot be asked for by time: by scroll, or by numbered pages where another application never
 * lets go of the scroll.
 */
final class WholeList {
    private static final Logger log = LoggerFactory.getLogger(WholeList.class);
    private static final int LARGEST_PAGE = 60;

    private final FeedContext context;
    private final IntercomCollection collection;
    private final Scroll scroll;
    private final Numbered pages;

    /** Fetches a page by its number. */
    @FunctionalInterface
    interface Numbered {
        Page page(int number, int perPage);
    }

    WholeList(
            FeedContext context,
            IntercomCollection collection,
            Function<@Nullable String, Page> scroll,
            Numbered pages) {
        this.context = context;
        this.collection = collection;
        this.pages = pages;
        this.scroll = new Scroll(context, collection.tableName(), scroll, this::count);
    }

    /** How many there are; {@code null} if Intercom does not say. */
    @Nullable
    Long count() {
        return pages.page(1, 1).totalCount();
    }

    /** Hands on each. */
    void read(Output out, Consumer<Map<String, @Nullable Object>> objects) {
        try (Spool spool = scroll.read()) {
            spool.faults().forEach(fault -> out.refused(collection, fault));
            handOn(spool, objects);
        } catch (Scroll.ScrollTakenException taken) {
            log.warn("Another application keeps the scroll of {}; reading them by pages", collection.tableName());
            readPages(firstPage(taken), out, objects);
        }
    }

    /** The sink may take long for so many, so it is told by the page once more. */
    private void handOn(Spool spool, Consumer<Map<String, @Nullable Object>> objects) {
        AtomicLong waiting = new AtomicLong(spool.size());
        spool.forEach(object -> {
            objects.accept(object);
            if (waiting.decrementAndGet() % Scroll.PAGE == 0) {
                context.pageRead().accept(waiting.get());
            }
        });
    }

    /** The pages of companies take a permission that their scroll does not. */
    private Page firstPage(Scroll.ScrollTakenException taken) {
        try {
            return pages.page(1, LARGEST_PAGE);
        } catch (ApiException e) {
            if (!e.isForbidden() || collection != IntercomCollection.COMPANIES) {
                throw e;
            }
            throw new ApiException(
                    "Another application keeps Intercom's one scroll of companies, and to read them by pages meanwhile the app"
                            + " lacks the permission \"Write users and companies\": " + taken.getMessage(),
                    400,
                    "scroll_exists",
                    e.requestId(),
                    e);
        }
    }

    private void readPages(Page first, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        handOn(first, out, objects);
        Integer number = first.pageAfter(1);
        while (number != null) {
            Page page = pageOrEnd(number, out);
            handOn(page, out, objects);
            number = page.pageAfter(number);
        }
    }

    private void handOn(Page page, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        page.faults().forEach(fault -> out.refused(collection, fault));
        page.items().forEach(objects);
        context.pageRead().accept(0);
    }

    /** Numbered pages end at 10,000 objects, wherever the list ends. */
    private Page pageOrEnd(int number, Output out) {
        try {
            return pages.page(number, LARGEST_PAGE);
        } catch (ApiException e) {
            if (e.status() != 400) {
                throw e;
            }
            out.missing(
                    collection,
                    1,
                    "another application keeps Intercom's one scroll of " + collection.tableName()
                            + ", and pages end at 10,000 of them");
            return new Page(List.of(), null, null, null, null, List.of());
        }
    }
}
