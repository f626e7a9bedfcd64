package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.api.RouteAction;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.search.ContactSearchFields;
import io.intercomsync.fake.internal.search.PageCursor;
import io.intercomsync.fake.internal.search.RecordSearch;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Serves the calls that read contacts. */
final class ContactEndpoint {

    private static final int MOST = 150;

    private final Workspace workspace;
    private final PageFormats pages;
    private final ContactSearchFields fields;
    private final RecordSearch search;
    private final ContactWire wire;
    private final CompanyWire companies;
    private final ContactLookup lookup;

    ContactEndpoint(
            Workspace workspace,
            PageFormats pages,
            ContactSearchFields fields,
            CompanyWire companies,
            ContactLookup lookup) {
        this.workspace = workspace;
        this.pages = pages;
        this.fields = fields;
        this.search = new RecordSearch(workspace, fields);
        this.wire = new ContactWire(workspace);
        this.companies = companies;
        this.lookup = lookup;
    }

    List<Route> routes() {
        return List.of(
                Route.query("/contacts/search", this::search),
                Route.get("/contacts", this::list),
                Route.get("/contacts/find_by_external_id/{external_id}", this::byExternalId)
                        .since(13),
                Route.get("/contacts/{contact_id}", call -> retrieve(call, call.segment(1))),
                Route.get("/contacts/{contact_id}/companies", of(this::companies)),
                Route.get("/contacts/{contact_id}/tags", of((call, contact) -> whole(tags(contact)))),
                Route.get("/contacts/{contact_id}/segments", of((call, contact) -> whole(segments(contact)))),
                Route.get("/contacts/{contact_id}/subscriptions", of((call, contact) -> whole(subscriptions(contact)))),
                Route.get("/contacts/{contact_id}/notes", of(this::notes)),
                Route.get("/contacts/{contact_id}/merge_history", of(this::mergeHistory))
                        .since(16));
    }

    private RouteAction of(BiFunction<ApiCall, Map<String, Object>, Map<String, Object>> list) {
        return call -> list.apply(call, lookup.present(call, call.segment(1)));
    }

    private Map<String, Object> search(ApiCall call) {
        Map<String, Object> body = call.body();
        Object pagination = body.get("pagination");
        int size = pages.size(FakeJson.get(pagination, "per_page"), 50, MOST);
        if (!(body.get("query") instanceof Map<?, ?> query)) {
            throw new ApiError(400, "parameter_missing", "query is required");
        }
        String after = text(FakeJson.get(pagination, "starting_after"));
        RecordSearch.Sort sort = search.sort(body.get("sort"), call.version());
        return page(call, search.page(query, sort, size, after, call.version()), size);
    }

    private Map<String, Object> list(ApiCall call) {
        int size = pages.size(call.parameter("per_page"), 10, MOST);
        RecordSearch.Sort sort = new RecordSearch.Sort("created_at", false);
        return page(call, search.page(null, sort, size, call.parameter("starting_after"), call.version()), size);
    }

    private Map<String, Object> page(ApiCall call, RecordSearch.Slice slice, int size) {
        List<Object> data = new ArrayList<>();
        for (int number : slice.numbers()) {
            data.add(wire.of(fields.seen(number), call.version()));
        }
        return FakeJson.object(
                "type",
                "list",
                "data",
                data,
                "total_count",
                slice.total(),
                "pages",
                PageFormats.byCursor(slice.page(), size, slice.total(), slice.next()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private Map<String, Object> byExternalId(ApiCall call) {
        Map<String, Object> contact = lookup.first("external_id", call.segment(2));
        if (contact == null) {
            throw ContactLookup.notFound();
        }
        return wire.of(contact, call.version());
    }

    Map<String, Object> retrieve(ApiCall call, String id) {
        Map<String, Object> sent = wire.of(lookup.present(call, id), call.version());
        boolean asksHistory = "true".equals(call.parameter("include_merge_history"));
        if (asksHistory && call.version().isAtLeast(16) && "user".equals(sent.get("role"))) {
            sent.put("merge_history", workspace.mergeHistory.getOrDefault(id, List.of()));
        }
        return sent;
    }

    /** Returns the tag as applied to the contact; null if the contact does not have it. */
    @Nullable
    Map<String, Object> tagOf(String contact, String tag) {
        Map<String, Object> present = workspace.table(ObjectType.CONTACTS).find(contact);
        return present == null
                ? null
                : tags(present).stream()
                        .map(FakeJson::asObject)
                        .filter(applied -> tag.equals(String.valueOf(applied.get("id"))))
                        .findFirst()
                        .orElse(null);
    }

    private static Map<String, Object> whole(List<Object> data) {
        return FakeJson.object("type", "list", "data", data);
    }

    private Map<String, Object> companies(ApiCall call, Map<String, Object> contact) {
        ObjectTable table = workspace.table(ObjectType.COMPANIES);
        List<Integer> numbers = workspace.ids(contact.get("companies"), ObjectType.COMPANIES).stream()
                .map(table::present)
                .filter(number -> number >= 0)
                .toList();
        return pages.byNumber(
                call, numbers, 50, MOST, Integer.MAX_VALUE, at -> companies.of(numbers.get(at), call.version()));
    }

    private List<Object> tags(Map<String, Object> contact) {
        List<Object> tags = new ArrayList<>();
        for (Object applied : contact.get("tags") instanceof List<?> list ? list : List.of()) {
            Map<String, Object> tag =
                    workspace.table(ObjectType.TAGS).find(String.valueOf(FakeJson.get(applied, "id")));
            if (tag != null) {
                Map<String, Object> sent = FakeJson.copy(tag);
                sent.putAll(FakeJson.asObject(applied));
                tags.add(sent);
            }
        }
        return tags;
    }

    private List<Object> segments(Map<String, Object> contact) {
        List<Object> segments = new ArrayList<>();
        for (String id : workspace.ids(contact.get("segments"), ObjectType.SEGMENTS)) {
            Map<String, Object> segment = workspace.table(ObjectType.SEGMENTS).find(id);
            if (segment != null) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static List<Object> subscriptions(Map<String, Object> contact) {
        List<Object> subscriptions = new ArrayList<>();
        for (String consent : List.of("opt_out", "opt_in")) {
            String key = consent.replace("opt_", "opted_") + "_subscription_types";
            for (Object id : contact.get(key) instanceof List<?> list ? list : List.of()) {
                Map<String, Object> news =
                        FakeJson.object("name", "News", "description", "What is new", "locale", "en");
                subscriptions.add(FakeJson.object(
                        "type",
                        "subscription",
                        "id",
                        id instanceof Map<?, ?> map ? map.get("id") : id,
                        "state",
                        "live",
                        "consent_type",
                        consent,
                        "default_translation",
                        news,
                        "translations",
                        List.of(news),
                        "content_types",
                        List.of("email")));
            }
        }
        return subscriptions;
    }

    private Map<String, Object> notes(ApiCall call, Map<String, Object> contact) {
        List<?> notes = contact.get("notes") instanceof List<?> list ? list : List.of();
        return pages.byNumber(call, notes, 50, MOST, Integer.MAX_VALUE, at -> {
            Map<String, Object> note = FakeJson.asObject(notes.get(at));
            note.put("contact", FakeJson.object("type", "contact", "id", contact.get("id")));
            Map<String, Object> author = workspace.table(ObjectType.ADMINS).find(String.valueOf(note.get("author")));
            note.put("author", author == null ? null : author(author));
            return note;
        });
    }

    private static Object author(Map<String, Object> admin) {
        Map<String, Object> author = FakeJson.object();
        for (String key : List.of("type", "id", "name", "email", "away_mode_enabled", "away_mode_reassign")) {
            author.put(key, admin.get(key));
        }
        return author;
    }

    private Map<String, Object> mergeHistory(ApiCall call, Map<String, Object> contact) {
        List<Map<String, Object>> all =
                workspace.mergeHistory.getOrDefault(String.valueOf(contact.get("id")), List.of());
        int size = pages.size(call.parameter("per_page"), 50, MOST);
        String cursor = call.parameter("cursor");
        int from = cursor == null
                ? 0
                : Math.min(all.size(), PageCursor.decode(cursor).number());
        int to = Math.min(all.size(), from + size);
        boolean hasMore = to < all.size();
        return FakeJson.object(
                "type",
                "list",
                "data",
                all.subList(from, to),
                "next_cursor",
                hasMore ? new PageCursor("", to, 1).encode() : null,
                "has_more",
                hasMore);
    }
}
