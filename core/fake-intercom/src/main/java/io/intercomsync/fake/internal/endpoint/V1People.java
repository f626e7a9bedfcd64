package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.search.ContactSearchFields;
import io.intercomsync.fake.internal.search.RecordSearch;
import io.intercomsync.fake.internal.search.SortKeys;
import io.intercomsync.fake.internal.search.SortedResult;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Serves /users and /contacts (leads) of API 1.x, by page, by scroll and by id. */
final class V1People {

    private static final int MOST = 60;
    private static final int DEEPEST = 10_000;
    private static final List<String> SORTS = List.of("created_at", "last_request_at", "signed_up_at", "updated_at");

    private final Workspace workspace;
    private final PageFormats pages;
    private final ContactSearchFields fields;
    private final V1PersonWire wire;
    private final ScrollSession scroll;
    private final String role;
    private final String key;
    private List<Integer> sorted = List.of();
    private String sortedFor = "";

    V1People(Workspace workspace, PageFormats pages, ContactSearchFields fields, ScrollSession scroll, String role) {
        this.workspace = workspace;
        this.pages = pages;
        this.fields = fields;
        this.wire = new V1PersonWire(workspace);
        this.scroll = scroll;
        this.role = role;
        this.key = role.equals("user") ? "users" : "contacts";
    }

    List<Route> routes() {
        String path = "/" + key;
        return List.of(
                Route.first(path, this::list),
                Route.first(path + "/scroll", this::scroll),
                Route.first(path + "/{contact_id}", this::retrieve));
    }

    private Map<String, Object> list(ApiCall call) {
        List<Integer> people = people(call);
        Map<String, Object> page =
                pages.byNumber(call, people, 50, MOST, DEEPEST, at -> wire.of(fields.seen(people.get(at))));
        return V1Routes.list(key, page);
    }

    /** Returns the contacts of the role in the requested order. */
    private synchronized List<Integer> people(ApiCall call) {
        String order = call.query().getOrDefault("order", "desc");
        String sort = call.query().getOrDefault("sort", "created_at");
        if (!SORTS.contains(sort) || !List.of("asc", "desc").contains(order)) {
            throw ApiError.invalid("sort or order is not valid");
        }
        String wanted = workspace.revision() + order + sort;
        if (!wanted.equals(sortedFor)) {
            String by = sort.equals("last_request_at") ? "last_seen_at" : sort;
            SortKeys keys = new SortKeys(fields, new RecordSearch.Sort(by, order.equals("asc")));
            sorted = SortedResult.of(fields.numbers().filter(this::isOfRole), keys)
                    .after(null, Integer.MAX_VALUE);
            sortedFor = wanted;
        }
        return sorted;
    }

    private boolean isOfRole(int number) {
        return role.equals(fields.value(number, "role"));
    }

    private Map<String, Object> scroll(ApiCall call) {
        String token = call.parameter("scroll_param");
        ScrollSession.Page page = token == null
                ? scroll.open(() -> fields.numbers().filter(this::isOfRole).toArray())
                : scroll.next(token);
        List<Object> people = new ArrayList<>();
        for (int number : page.numbers()) {
            if (fields.isFound(number)) {
                people.add(wire.of(fields.seen(number)));
            }
        }
        return V1Routes.scrolled(key, people, page.token());
    }

    private Map<String, Object> retrieve(ApiCall call) {
        Map<String, Object> contact = workspace.table(ObjectType.CONTACTS).find(call.segment(1));
        if (contact == null || !role.equals(contact.get("role"))) {
            throw new ApiError(404, "not_found", "User Not Found");
        }
        return wire.of(contact);
    }
}
