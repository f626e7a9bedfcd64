package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.generate.Timestamps;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.search.PageCursor;
import io.intercomsync.fake.internal.search.SortKeys;
import io.intercomsync.fake.internal.search.TimeIndex;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Serves all calls under /companies. */
final class CompanyEndpoint {

    private static final int MOST = 60;
    private static final int DEEPEST = 10_000;

    private final Workspace workspace;
    private final PageFormats pages;
    private final CompanyWire wire;
    private final ContactWire contacts;
    private final ScrollSession scroll;
    private List<Integer> sorted = List.of();
    private String sortedFor = "";

    CompanyEndpoint(Workspace workspace, PageFormats pages, CompanyWire wire, ScrollSession scroll) {
        this.workspace = workspace;
        this.pages = pages;
        this.wire = wire;
        this.contacts = new ContactWire(workspace);
        this.scroll = scroll;
    }

    List<Route> routes() {
        return List.of(
                Route.query("/companies/list", call -> list(call, visible(call.parameter("order")))),
                Route.get("/companies", this::find),
                Route.get("/companies/scroll", this::scroll),
                Route.get("/companies/{company_id}", call -> wire.of(present(call), call.version())),
                Route.get("/companies/{company_id}/segments", this::segments),
                Route.get("/companies/{company_id}/contacts", this::contacts));
    }

    private Map<String, Object> list(ApiCall call, List<Integer> companies) {
        return pages.byNumber(call, companies, 15, MOST, DEEPEST, at -> wire.of(companies.get(at), call.version()));
    }

    /** Returns the companies that have users, sorted by their last request. */
    private synchronized List<Integer> visible(@Nullable String order) {
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw ApiError.invalid("order must be asc or desc");
        }
        String wanted = workspace.revision() + " " + order;
        if (!wanted.equals(sortedFor)) {
            List<Integer> byRequest = TimeIndex.of(Arrays.stream(visibleNumbers()), this::lastRequest)
                    .numbers()
                    .boxed()
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!"asc".equals(order)) {
                Collections.reverse(byRequest);
            }
            sorted = List.copyOf(byRequest);
            sortedFor = wanted;
        }
        return sorted;
    }

    private long lastRequest(int number) {
        Long seconds = Timestamps.seconds(
                workspace.table(ObjectType.COMPANIES).get(number).get("last_request_at"));
        return seconds == null ? 0 : Math.max(-SortKeys.MISSING, Math.min(SortKeys.MISSING, seconds));
    }

    private int[] visibleNumbers() {
        return workspace
                .table(ObjectType.COMPANIES)
                .numbers()
                .filter(workspace::isVisible)
                .toArray();
    }

    private Map<String, Object> scroll(ApiCall call) {
        String token = call.parameter("scroll_param");
        ScrollSession.Page page = token == null ? scroll.open(this::visibleNumbers) : scroll.next(token);
        List<Object> data = new ArrayList<>();
        for (int number : page.numbers()) {
            if (workspace.table(ObjectType.COMPANIES).isPresent(number)) {
                data.add(wire.of(number, call.version()));
            }
        }
        return FakeJson.object(
                "type", "list", "data", data, "pages", null, "total_count", null, "scroll_param", page.token());
    }

    /** Returns one company by name or company_id, some by tag or segment, or all. */
    private Map<String, Object> find(ApiCall call) {
        for (String key : List.of("company_id", "name")) {
            String asked = call.parameter(key);
            if (asked != null) {
                int number = first(candidate -> asked.equals(value(candidate, key)));
                return wire.of(number, call.version());
            }
        }
        String tag = call.parameter("tag_id");
        String segment = call.parameter("segment_id");
        if (tag != null && segment != null) {
            throw ApiError.invalid("only one of tag_id and segment_id can be given");
        }
        return list(
                call,
                visible(null).stream()
                        .filter(number -> tag == null || refers(number, "tags", tag))
                        .filter(number -> segment == null || refers(number, "segments", segment))
                        .toList());
    }

    private int first(IntPredicate test) {
        return workspace
                .table(ObjectType.COMPANIES)
                .numbers()
                .filter(test)
                .findFirst()
                .orElseThrow(CompanyEndpoint::notFound);
    }

    private boolean refers(int number, String list, String id) {
        return value(number, list) instanceof List<?> ids && ids.contains(id);
    }

    private @Nullable Object value(int number, String key) {
        return workspace.table(ObjectType.COMPANIES).get(number).get(key);
    }

    private static ApiError notFound() {
        return new ApiError(404, "company_not_found", "Company Not Found");
    }

    private int present(ApiCall call) {
        int number = workspace.table(ObjectType.COMPANIES).present(call.segment(1));
        if (number < 0) {
            throw notFound();
        }
        return number;
    }

    private Map<String, Object> segments(ApiCall call) {
        int number = present(call);
        ObjectTable segments = workspace.table(ObjectType.SEGMENTS);
        List<?> found = workspace.ids(value(number, "segments"), ObjectType.SEGMENTS).stream()
                .map(segments::find)
                .filter(Objects::nonNull)
                .toList();
        return FakeJson.object("type", "list", "data", found);
    }

    private Map<String, Object> contacts(ApiCall call) {
        List<Integer> members = workspace.contactsOf(present(call));
        int size = pages.size(call.parameter("per_page"), 50, 150);
        String after = call.parameter("starting_after");
        PageCursor cursor = after == null ? null : PageCursor.decode(after);
        int from = cursor == null ? 0 : Math.min(members.size(), cursor.number());
        int page = cursor == null ? 1 : cursor.page();
        int to = Math.min(members.size(), from + size);
        List<Object> data = new ArrayList<>();
        members.subList(from, to)
                .forEach(member -> data.add(
                        contacts.of(workspace.table(ObjectType.CONTACTS).get(member), call.version())));
        PageCursor next = to < members.size() ? new PageCursor("", to, page + 1) : null;
        return FakeJson.object(
                "type",
                "list",
                "data",
                data,
                "total_count",
                members.size(),
                "pages",
                PageFormats.byCursor(page, size, members.size(), next));
    }
}
