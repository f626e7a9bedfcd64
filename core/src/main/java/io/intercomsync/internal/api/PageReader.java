package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.TrustedHosts;
import io.intercomsync.internal.http.UnreadableAnswerException;
import io.intercomsync.internal.value.IntercomIds;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.Numbers;
import io.intercomsync.report.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads the pages of all endpoints and versions, in all spellings of Intercom's. */
final class PageReader {
    /** The most faults on a page: no page of Intercom's has more items. */
    private static final int MOST_FAULTS = 1_000;

    private static final int LONGEST_LINK = 4_096;

    private final Endpoint endpoint;
    private final HttpUrl baseUrl;

    PageReader(Endpoint endpoint, HttpUrl baseUrl) {
        this.endpoint = endpoint;
        this.baseUrl = baseUrl;
    }

    Page read(Map<String, @Nullable Object> answer) throws UnreadableAnswerException {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Object item : list(answer)) {
            String fault = fault(item);
            if (fault == null) {
                items.add(JsonObject.cast((Map<?, ?>) item));
            } else {
                String place = "item " + (items.size() + faults.size() + 1) + " of a page of " + endpoint;
                faults.add(new Fault(place, fault));
            }
            if (faults.size() > MOST_FAULTS) {
                throw new UnreadableAnswerException("more than " + MOST_FAULTS + " items of its list are no objects");
            }
        }
        Next next = answer.get("pages") instanceof Map<?, ?> pages ? next(pages.get("next")) : Next.NONE;
        return new Page(
                items,
                next.cursor(),
                next.page(),
                link(answer.get("scroll_param")),
                Numbers.count(answer.get("total_count")),
                faults);
    }

    private List<?> list(Map<String, @Nullable Object> answer) throws UnreadableAnswerException {
        for (String name : endpoint.lists()) {
            if (answer.get(name) instanceof List<?> list && endpoint.isOwnList(answer, name)) {
                return list;
            }
        }
        throw new UnreadableAnswerException("it is not Intercom's list");
    }

    private Next next(@Nullable Object next) throws UnreadableAnswerException {
        if (next == null) {
            return Next.NONE;
        }
        if (next instanceof Map<?, ?> object) {
            return new Next(link(object.get("starting_after")), null);
        }
        Long page = Numbers.count(next);
        return page != null ? new Next(null, pageNumber(page)) : ofUrl(String.valueOf(next));
    }

    /** Reads the link to the next page. It is never followed as it is: only its page number or cursor is taken. */
    private Next ofUrl(String next) throws UnreadableAnswerException {
        HttpUrl url = baseUrl.resolve(next);
        if (url == null) {
            throw new UnreadableAnswerException("its link to the next page is no URL");
        }
        if (!TrustedHosts.isTrusted(url, baseUrl)) {
            throw new ApiException(
                    endpoint + " names a next page on another host, which is refused", 200, null, null, null);
        }
        Long page = Numbers.count(url.queryParameter("page"));
        String cursor = link(url.queryParameter("starting_after"));
        if (page == null && cursor == null) {
            throw new UnreadableAnswerException("its link to the next page names none");
        }
        return cursor != null ? new Next(cursor, null) : new Next(null, pageNumber(page));
    }

    /**
     * Returns the reason why an item cannot be used; {@code null} if it can. Ids go into checkpoints, reports and
     * logs.
     */
    private @Nullable String fault(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> object)) {
            return "It is no object";
        }
        if (!endpoint.mayList(object)) {
            return "It is of another type";
        }
        Object id = object.get("id");
        return id == null || IntercomIds.isUsable(id)
                ? null
                : "Its id is neither a text nor a whole number, or is longer than " + IntercomIds.LONGEST
                        + " characters";
    }

    /** Returns a link of bounded length: it goes into requests and checkpoints. */
    private static @Nullable String link(@Nullable Object value) throws UnreadableAnswerException {
        String link = text(value);
        if (link != null && link.length() > LONGEST_LINK) {
            throw new UnreadableAnswerException(
                    "its link to the next page is longer than " + LONGEST_LINK + " characters");
        }
        return link;
    }

    private static Integer pageNumber(@Nullable Long page) throws UnreadableAnswerException {
        if (page == null || page < 1 || page > Integer.MAX_VALUE) {
            throw new UnreadableAnswerException("its next page is no page: " + page);
        }
        return page.intValue();
    }

    static @Nullable String text(@Nullable Object value) {
        boolean isText = (value instanceof String text && !text.isEmpty()) || value instanceof Number;
        return isText ? String.valueOf(value) : null;
    }

    /**
     * Returns an id, or another short name, that may stand in requests, checkpoints and reports; {@code null} for any other value.
     */
    static @Nullable String id(@Nullable Object value) {
        return IntercomIds.isUsable(value) ? text(value) : null;
    }

    private record Next(@Nullable String cursor, @Nullable Integer page) {
        static final Next NONE = new Next(null, null);
    }
}
