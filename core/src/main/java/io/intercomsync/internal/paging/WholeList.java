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
 * Reads all objects of a resource that has no search by time. It uses the scroll, or numbered pages if another application keeps
 * the scroll.
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
    private final @Nullable String permissionOfPages;

    /** Fetches a page by its number. */
    @FunctionalInterface
    public interface Numbered {
        Page page(int number, int perPage);
    }

    /** @param permissionOfPages the permission that only the numbered pages take; {@code null} if they take no other */
    public WholeList(
            FeedContext context,
            IntercomCollection collection,
            Function<@Nullable String, Page> scroll,
            Numbered pages,
            @Nullable String permissionOfPages) {
        this.context = context;
        this.permissionOfPages = permissionOfPages;
        this.collection = collection;
        this.pages = pages;
        this.scroll = new Scroll(context, collection.tableName(), scroll, this::count);
    }

    /** Returns how many objects there are; {@code null} if Intercom does not count them. */
    @Nullable
    public Long count() {
        return pages.page(1, 1).totalCount();
    }

    /** Reads the objects and passes on each of them. */
    public void read(Output out, Consumer<Map<String, @Nullable Object>> objects) {
        try (PageSpool spool = scroll.read()) {
            spool.faults().forEach(fault -> out.refused(collection, fault));
            passOn(spool, objects);
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

    /** Passes on the objects, and reports progress page by page, since the sink may take long. */
    private void passOn(PageSpool spool, Consumer<Map<String, @Nullable Object>> objects) {
        AtomicLong waiting = new AtomicLong(spool.size());
        spool.forEach(object -> {
            objects.accept(object);
            if (waiting.decrementAndGet() % Scroll.PAGE == 0) {
                context.pageRead().accept(waiting.get());
            }
        });
    }

    private Page firstPage(Scroll.ScrollTakenException taken) {
        try {
            return pages.page(1, LARGEST_PAGE);
        } catch (ApiException e) {
            if (!e.isForbidden() || permissionOfPages == null) {
                throw e;
            }
            throw new ApiException(
                    "Another application keeps Intercom's one scroll of " + collection.tableName()
                            + ", and to read them by pages meanwhile the app lacks the permission \""
                            + permissionOfPages
                            + "\": " + taken.getMessage(),
                    400,
                    "scroll_exists",
                    e.requestId(),
                    e);
        }
    }

    /**
     * Reads the numbered pages. If an object is deleted meanwhile, all objects after it move by one place, and one of them may
     * move to a page that was already read. Then the pages are read again.
     *
     * @param reason the reason for reading pages, for the report about objects that they leave out
     */
    private void readPages(
            Supplier<Page> first, String reason, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        for (int reads = 1; readPages(first.get(), reason, out, objects); reads++) {
            if (reads == MOST_READS) {
                out.gap(
                        collection,
                        0,
                        reason
                                + ", and while they were read by pages instead, some were deleted: a page may have skipped one");
                return;
            }
            log.info(
                    "Some {} were deleted while they were read by pages; the pages are read once more",
                    collection.tableName());
        }
    }

    /** @return whether objects were deleted meanwhile */
    private boolean readPages(Page first, String reason, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        passOn(first, out, objects);
        Page last = first;
        boolean wereDeleted = false;
        CycleDetector cycles = CycleDetector.byId();
        for (Integer number = cycles.after(first); number != null; number = cycles.after(last)) {
            Page page = pageOrEnd(number, reason, out);
            passOn(page, out, objects);
            wereDeleted |= isFewer(page.totalCount(), last.totalCount());
            last = page;
        }
        return wereDeleted;
    }

    private static boolean isFewer(@Nullable Long count, @Nullable Long before) {
        return count != null && before != null && count < before;
    }

    private void passOn(Page page, Output out, Consumer<Map<String, @Nullable Object>> objects) {
        ReadResult.unreadable(collection, page).forEach(result -> result.putOut(out));
        page.items().forEach(objects);
        context.pageRead().accept(0);
    }

    /** Reads a page. Returns an empty page if numbered pages end, at 10,000 objects. */
    private Page pageOrEnd(int number, String reason, Output out) {
        try {
            return pages.page(number, LARGEST_PAGE);
        } catch (ApiException e) {
            if (e.status() != 400) {
                throw e;
            }
            out.gap(collection, 1, reason + ", and pages by number end at 10,000 of them");
            return new Page(List.of(), null, null, null, null, List.of());
        }
    }
}
