package io.intercomsync.internal.paging;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.files.PageSpool;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.http.AnswerTooLargeException;
import io.intercomsync.internal.parallel.InterruptedReadException;
import io.intercomsync.internal.value.Amounts;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all objects of a kind by Intercom's scroll. Its rules: one scroll of a kind at a time in a workspace, a minute at most
 * between two pages, the same parameter on every page, an empty page as the end, and a new beginning after any fault.
 */
public final class Scroll {
    private static final Logger log = LoggerFactory.getLogger(Scroll.class);

    /** The number of objects on each page but the last. */
    public static final int PAGE = 100;

    private static final int MOST_ATTEMPTS = 6;

    /** An abandoned scroll lives for a minute; until then a new one is refused. */
    private static final Duration UNTIL_IT_EXPIRES = Duration.ofSeconds(65);

    private final FeedContext context;
    private final String name;
    private final Lock lock;
    private final Function<@Nullable String, Page> pages;
    private final Supplier<@Nullable Long> count;

    /**
     * @param name the kind of objects
     * @param pages fetches the page after that parameter, or the first one
     * @param count counts the objects; {@code null} if Intercom does not say
     */
    Scroll(FeedContext context, String name, Function<@Nullable String, Page> pages, Supplier<@Nullable Long> count) {
        this.context = context;
        this.name = name;
        this.lock = context.scrolls().apply(name);
        this.pages = pages;
        this.count = count;
    }

    /**
     * Reads all objects.
     *
     * @return the pages; the caller closes them
     * @throws ScrollTakenException if another application held the scroll during all attempts
     * @throws IntercomSyncException if the scroll was cut off again and again
     */
    PageSpool read() {
        takeScroll();
        try {
            for (int attempt = 1; ; attempt++) {
                PageSpool spool = new PageSpool();
                try {
                    scrollThrough(spool);
                    return spool;
                } catch (Throwable e) {
                    spool.close();
                    waitAfter(e, attempt);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeScroll() {
        try {
            context.budget().take(lock);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        }
    }

    private void scrollThrough(PageSpool spool) {
        CycleDetector cycles = CycleDetector.byId();
        String parameter = null;
        int lastPage = 0;
        Long before = counted();
        while (true) {
            Page page = next(parameter, lastPage, spool, before);
            if (page == null || page.size() == 0) {
                return;
            }
            if (cycles.closedBy(page)) {
                throw new ApiException("The scroll of " + name + " leads in a circle", 200, null, null, null);
            }
            spool.add(page.items(), page.faults());
            context.pageRead().accept(spool.size());
            parameter = page.scrollParam();
            if (parameter == null) {
                throw new ApiException("A page of the scroll does not say how to go on", 200, null, null, null);
            }
            lastPage = page.size();
        }
    }

    /**
     * Returns the next page; {@code null} for the end. A 404 means that the scroll has ended or has expired. It has ended only at
     * the first call, or after a page that was not full, and only if as many objects have come as Intercom counts. A page is also
     * not full if one of its objects was deleted since the scroll began.
     */
    private @Nullable Page next(@Nullable String parameter, int lastPage, PageSpool read, @Nullable Long before) {
        try {
            return pages.apply(parameter);
        } catch (ApiException e) {
            if (e.isNotFound()
                    && (parameter == null || lastPage < PAGE)
                    && !isMore(read.size() + read.faults().size(), before)) {
                return null;
            }
            throw e;
        }
    }

    /** Returns whether Intercom counts more objects now and counted more before. New objects need not be in the scroll. */
    private boolean isMore(long read, @Nullable Long before) {
        Long now = before == null || before <= read ? before : counted();
        return now != null && now > read;
    }

    /** Returns the number of objects; {@code null} if Intercom does not count them. */
    private @Nullable Long counted() {
        try {
            return count.get();
        } catch (ApiException notCounted) {
            log.debug("The {} are not counted: {}", name, notCounted.getMessage());
            return null;
        }
    }

    private void waitAfter(Throwable fault, int attempt) {
        if (attempt >= MOST_ATTEMPTS && fault instanceof ApiException api && isTaken(api)) {
            throw new ScrollTakenException(api);
        }
        if (attempt >= MOST_ATTEMPTS
                || !mayPass(fault)
                || Thread.currentThread().isInterrupted()) {
            throw ForeignCode.unchecked(fault);
        }
        log.warn("The scroll of {} starts anew in {}: {}", name, Amounts.of(UNTIL_IT_EXPIRES), fault.getMessage());
        try {
            context.sleeper().sleep(context.budget().atMost(UNTIL_IT_EXPIRES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        }
    }

    private static boolean mayPass(Throwable fault) {
        return fault instanceof TransportException
                || (fault instanceof ApiException api
                        && !AnswerTooLargeException.isCauseOf(api)
                        && (api.isRetryable() || api.status() == 404 || mayBeTaken(api)));
    }

    private static boolean isTaken(ApiException e) {
        return "scroll_exists".equals(e.code());
    }

    /** A 400 whose body broke off does not say why. */
    private static boolean mayBeTaken(ApiException e) {
        return isTaken(e) || (e.status() == 400 && e.code() == null);
    }

    /** Another application held the workspace's one scroll during all attempts. */
    static final class ScrollTakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ScrollTakenException(ApiException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
