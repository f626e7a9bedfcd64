package io.intercomsync.internal.paging;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.files.PageSpool;
import io.intercomsync.internal.http.AnswerTooLargeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All objects of a kind that cannot be asked for by time: by scroll, or by numbered pages where another application never
 * lets go of the scroll.
 */
public final class WholeList {
    private static final Logger log = LoggerFactory.getLogger(WholeList.class);
    private static final int LARGEST_PAGE = 60;
    private static final int MOST_READS = 3;

    /** The count before the read, the one before the scroll, and the empty page that ends the scroll. */
    public static final long REQUESTS_BESIDE_PAGES = 3;

    private final FeedContext context;
    private final IntercomCollection collection;
    private final Scroll scroll;
    private final Numbered pages;

    /** Fetches a page by its number. */
    @FunctionalInterface
    public interface Numbered {
        Page page(int number, int perPage);
    }

    public WholeList(
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
    public Long count() {
        return pages.page(1, 1).totalCount();
    }

    /** Hands on each. */
    public void read(Output out, Consumer<Map<String, @Nullable Object>> objects) {
        try (PageSpool spool = scroll.read()) {
            spool.faults().forEach(fault -> out.refused(collection, fault));
            handOn(spool, objects);
        } catch (Scroll.ScrollTakenException taken) {
            log.warn("Another application keeps the scroll of {}; reading them by pages", collection.tableName());
            readPages(
                    () -> firstPage(taken),
                    "another application keeps Intercom's one scroll of " + collection.tableName(),
                    out,
                    objects);
        } catch (ApiException e) {
            if (!AnswerTooLargeException.isCauseOf(e)) {
                throw e;
            }
            log.warn("{}; they are read by smaller pages", e.getMessage());
            readPages(
                    () -> firstPageInsteadOf(e),
                    "a page of Intercom's scroll of " + collection.tableName() + " is too large",
                    out,
                    objects);
        }
    }

    private Page firstPageInsteadOf(ApiException tooLarge) {
        try {
            return pages.page(1, LARGEST_PAGE);
        } catch (ApiException e) {
            throw e.isForbidden() ? tooLarge : e;
        }
    }

    /** The sink may take long for so many, so it is told by the page once more. */
    private void handOn(PageSpool spool, Consumer<Map<String, @Nullable Object>> objects) {
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

    /**
     * Reads them by their pages, for the reason that is told where that leaves some out. One that is deleted moves all
     * behind it by a place, and one of them past the page that is read next.
     */
    private void readPages(
            Supplier<Page> first, String reason, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        for (int reads = 1; readPages(first.get(), reason, out, objects); reads++) {
            if (reads == MOST_READS) {
                out.missing(
                        collection,
                        0,
                        reason
                                + ", and of those read by pages instead some went meanwhile: one may have been passed over");
                return;
            }
            log.info("Some {} went while they were read by pages; they are read once more", collection.tableName());
        }
    }

    /** @return whether some went meanwhile */
    private boolean readPages(Page first, String reason, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        handOn(first, out, objects);
        Page last = first;
        boolean fewer = false;
        CycleDetector rounds = CycleDetector.byId();
        for (Integer number = rounds.after(first); number != null; number = rounds.after(last)) {
            Page page = pageOrEnd(number, reason, out);
            handOn(page, out, objects);
            fewer |= isFewer(page.totalCount(), last.totalCount());
            last = page;
        }
        return fewer;
    }

    private static boolean isFewer(@Nullable Long count, @Nullable Long before) {
        return count != null && before != null && count < before;
    }

    private void handOn(Page page, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        page.faults().forEach(fault -> out.refused(collection, fault));
        page.keptOut()
                .forEach(fault -> ReadResult.failed(collection, fault.id(), fault.reason())
                        .putOut(out));
        page.items().forEach(objects);
        context.pageRead().accept(0);
    }

    /** Numbered pages end at 10,000 objects, wherever the list ends. */
    private Page pageOrEnd(int number, String reason, Output out) {
        try {
            return pages.page(number, LARGEST_PAGE);
        } catch (ApiException e) {
            if (e.status() != 400) {
                throw e;
            }
            out.missing(collection, 1, reason + ", and pages by number end at 10,000 of them");
            return new Page(List.of(), null, null, null, null, List.of());
        }
    }
}
