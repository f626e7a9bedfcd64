package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.http.AnswerTooLargeException;
import io.intercomsync.internal.http.ApiCaller;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.Exchange;
import io.intercomsync.internal.http.IntercomApi;
import io.intercomsync.internal.http.JsonBody;
import io.intercomsync.internal.http.RequestMeter;
import io.intercomsync.report.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;

/**
 * Requests one page, with fewer objects on it if the response is too large. A page that is too large is asked for again
 * with fewer objects; an object that is too large alone is kept out by its id. Thread-safe.
 */
final class PageRequester {
    private static final Logger log = LoggerFactory.getLogger(PageRequester.class);

    private final ApiCaller caller;
    private final RequestMeter meter;
    private final PageSize pageSize = new PageSize();

    PageRequester(ApiCaller caller, RequestMeter meter) {
        this.caller = caller;
        this.meter = meter;
    }

    /** A request for this many objects. */
    interface BySize {
        Call<JsonBody> on(IntercomApi api, Exchange exchange, int perPage);
    }

    /** A request for a page by its number, with this many objects on each page. */
    interface ByNumber {
        Call<JsonBody> on(IntercomApi api, Exchange exchange, int page, int perPage);
    }

    /** A request for the first page of a list, or for the page of a number or a cursor. */
    interface ByLink {
        Call<JsonBody> on(IntercomApi api, Exchange exchange, @Nullable Integer page, @Nullable String cursor);
    }

    /** Reads one page. */
    Page page(Endpoint endpoint, ApiCaller.Request request) {
        PageReader reader = new PageReader(endpoint, caller.baseUrl());
        return caller.call(endpoint, meter, request, (answer, headers) -> reader.read(answer));
    }

    /** Reads a list with all its pages; Intercom sends most lists in one answer. */
    Page all(Endpoint endpoint, ByLink request) {
        return PageCollector.all(endpoint, caller.memory(), last -> {
            Integer number = last == null ? null : last.nextPage();
            String cursor = last == null ? null : last.nextCursor();
            return page(endpoint, (api, exchange, faults) -> request.on(api, exchange, number, cursor));
        });
    }

    /** Reads a page of any size up to the wanted one. */
    Page sized(Endpoint endpoint, int wanted, BySize request) {
        while (true) {
            AtomicInteger size = new AtomicInteger();
            try {
                Page page = page(endpoint, (api, exchange, faults) -> {
                    size.set(pageSize.of(wanted, faults));
                    return request.on(api, exchange, size.get());
                });
                pageSize.succeeded(wanted, size.get());
                return page;
            } catch (ApiException e) {
                if (!AnswerTooLargeException.isCauseOf(e)) {
                    throw e;
                }
                if (size.get() <= 1) {
                    return alone(endpoint, e, (api, exchange, faults) -> request.on(api, exchange, 1));
                }
                pageSize.tooLarge(size.get());
                log.warn("{}; the page is asked for again with half its size", e.getMessage());
            }
        }
    }

    /** Reads a page by its number, if need be as several smaller pages. */
    Page numbered(Endpoint endpoint, int number, int perPage, ByNumber request) {
        try {
            return page(endpoint, (api, exchange, faults) -> request.on(api, exchange, number, perPage));
        } catch (ApiException e) {
            if (!AnswerTooLargeException.isCauseOf(e)) {
                throw e;
            }
            return perPage <= 1
                    ? alone(endpoint, e, (api, exchange, faults) -> request.on(api, exchange, number, 1))
                    : inParts(endpoint, number, perPage, request);
        }
    }

    private Page inParts(Endpoint endpoint, int number, int perPage, ByNumber request) {
        int parts = IntStream.rangeClosed(2, perPage)
                .filter(divisor -> perPage % divisor == 0)
                .findFirst()
                .orElse(perPage);
        log.warn("A page of {} is too large; it is asked for again in {} parts", endpoint, parts);
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        List<Fault> keptOut = new ArrayList<>();
        Page part = numbered(endpoint, (number - 1) * parts + 1, perPage / parts, request);
        try {
            add(part, items, faults, keptOut);
            for (int i = 2; i <= parts && part.nextPage() != null; i++) {
                caller.memory().keep();
                part = numbered(endpoint, (number - 1) * parts + i, perPage / parts, request);
                add(part, items, faults, keptOut);
            }
        } finally {
            caller.memory().keepNoMore();
        }
        Integer next = part.nextPage() == null ? null : Integer.valueOf(number + 1);
        return new Page(items, null, next, null, part.totalCount(), faults, keptOut);
    }

    private static void add(
            Page part, List<Map<String, @Nullable Object>> items, List<Fault> faults, List<Fault> keptOut) {
        items.addAll(part.items());
        faults.addAll(part.faults());
        keptOut.addAll(part.keptOut());
    }

    /** Reads the id of the only object on a page, because the object is too large. */
    private Page alone(Endpoint endpoint, ApiException tooLarge, ApiCaller.Request request) {
        Page page = page(endpoint, (api, exchange, faults) -> {
            exchange.skim();
            return request.on(api, exchange, faults);
        });
        if (page.items().size() + page.faults().size() > 1) {
            throw tooLarge;
        }
        return page.keepingOut("It alone is too large for an answer: raise maxResponseBytes, or the heap");
    }
}
