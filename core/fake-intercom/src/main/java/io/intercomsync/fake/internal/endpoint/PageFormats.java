package io.intercomsync.fake.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.search.PageCursor;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Pages of answers, in the forms in which Intercom describes them. */
public final class PageFormats {

    private volatile int mostPerPage = Integer.MAX_VALUE;

    /** Sets the largest page size. Requests for larger pages with cursors fail like a server that takes too long. */
    public void setMostPerPage(int size) {
        mostPerPage = size;
    }

    /** Returns a page size from a number, digits or nothing. */
    int size(@Nullable Object asked, int usual, int most) {
        int size = allowedSize(asked, usual, most);
        if (size > mostPerPage) {
            throw new ApiError(502, "server_error", "Bad gateway");
        }
        return size;
    }

    private static int allowedSize(@Nullable Object asked, int usual, int most) {
        int size = asked == null ? usual : number(asked, "per_page");
        if (size < 1 || size > most) {
            throw ApiError.invalid("per_page must be between 1 and " + most);
        }
        return size;
    }

    static int number(Object asked, String name) {
        String digits = String.valueOf(asked);
        if (!digits.matches("\\d{1,9}")) {
            throw ApiError.invalid(name + " must be an integer");
        }
        return Integer.parseInt(digits);
    }

    /** Returns the pages object of an answer with cursors. The last page has no next. */
    static Map<String, Object> byCursor(int page, int size, int total, @Nullable PageCursor next) {
        Map<String, Object> pages = FakeJson.object("type", "pages");
        if (next != null) {
            pages.put("next", FakeJson.object("page", next.page(), "starting_after", next.encode()));
        }
        pages.put("page", page);
        pages.put("per_page", size);
        pages.put("total_pages", (total + size - 1) / size);
        return pages;
    }

    /** Returns one page of a list with page numbers, with the URL of the next page. */
    <T> Map<String, Object> byNumber(
            ApiCall call, List<T> all, int usual, int most, int deepest, IntFunction<Object> form) {
        int size = allowedSize(call.parameter("per_page"), usual, most);
        int page = call.parameter("page") == null ? 1 : number(String.valueOf(call.parameter("page")), "page");
        if (page < 1) {
            throw ApiError.invalid("page must be at least 1");
        }
        long from = (page - 1L) * size;
        if (from >= deepest) {
            throw new ApiError(400, "bad_request", "page limit reached, please use scroll API");
        }
        int to = (int) Math.min(Math.min(from + size, deepest), all.size());
        List<Object> shown = new ArrayList<>();
        for (int at = (int) Math.min(from, to); at < to; at++) {
            shown.add(form.apply(at));
        }
        String next = from + size < all.size() ? nextUrl(call, page + 1, size) : null;
        return FakeJson.object(
                "type",
                "list",
                "data",
                shown,
                "pages",
                FakeJson.object(
                        "type", "pages",
                        "next", next,
                        "page", page,
                        "per_page", size,
                        "total_pages", (all.size() + size - 1) / size),
                "total_count",
                all.size());
    }

    private static String nextUrl(ApiCall call, int page, int size) {
        StringBuilder url = new StringBuilder(call.url())
                .append(call.path())
                .append("?per_page=")
                .append(size);
        call.query().forEach((name, value) -> {
            if (!name.equals("page") && !name.equals("per_page")) {
                url.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
            }
        });
        return url.append("&page=").append(page).toString();
    }
}
