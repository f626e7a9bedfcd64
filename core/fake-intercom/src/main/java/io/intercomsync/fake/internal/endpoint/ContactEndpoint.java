package io.intercomsync.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Serves the calls that read contacts. */
final class ContactEndpoint {

    private static final int MOST = 150;

    private final Workspace workspace;
    private final Pages pages;
    private final ContactFields fields;
    private final Search search;
    private final ContactWire wire;
    private final CompanyWire companies;
    private final ContactLookup lookup;

    ContactEndpoint(
            Workspace workspace, Pages pages, ContactFields fields, CompanyWire companies, ContactLookup lookup) {
        this.workspace = workspace;
        this.pages = pages;
        this.fields = fields;
        this.search = new Search(workspace, fields);
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

    private Endpoint of(BiFunction<Call, Map<String, Object>, Map<String, Object>> list) {
        return call -> list.apply(call, lookup.present(call, call.segment(1)));
    }

    private Map<String, Object> search(Call call) {
        Map<String, Object> body = call.body();
        Object pagination = body.get("pagination");
        int size = pages.size(Json.get(pagination, "per_page"), 50, MOST);
        if (!(body.get("query") instanceof Map<?, ?> query)) {
            throw new ApiError(400, "parameter_missing", "query is required");
        }
        String after = text(Json.get(pagination, "starting_after"));
        Search.Sort sort = search.sort(body.get("sort"), call.version());
        return page(call, search.page(query, sort, size, after, call.version()), size);
    }

    private Map<String, Object> list(Call call) {
        int size = pages.size(call.parameter("per_page"), 10, MOST);
        Search.Sort sort = new Search.Sort("created_at", false);
        return page(call, search.page(null, sort, size, call.parameter("starting_after"), call.version()), size);
    }

    private Map<String, Object> page(Call call, Search.Slice slice, int size) {
        List<Object> data = new ArrayList<>();
        for (int number : slice.numbers()) {
            data.add(wire.of(fields.seen(number), call.version()));
        }
        return Json.object(
                "type",
                "list",
                "data",
                data,
                "total_count",
                slice.total(),
                "pages",
                Pages.byCursor(slice.page(), size, slice.total(), slice.next()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private Map<String, Object> byExternalId(Call call) {
        Map<String, Object> contact = lookup.first("external_id", call.segment(2));
        if (contact == null) {
            throw ContactLookup.notFound();
        }
        return wire.of(contact, call.version());
    }

    Map<String, Object> retrieve(Call call, String id) {
        Map<String, Object> sent = wire.of(lookup.present(call, id), call.version());
        boolean asksHistory = "true".equals(call.parameter("include_merge_history"));
        if (asksHistory && call.version().isAtLeast(16) && "user".equals(sent.get("role"))) {
            sent.put("merge_history", workspace.mergeHistory.getOrDefault(id, List.of()));
        }
        return sent;
    }

    /** The tag as the contact has it; null if it has not. */
    @Nullable
    Map<String, Object> tagOf(String contact, String tag) {
        Map<String, Object> present = workspace.table(Resource.CONTACTS).find(contact);
        return present == null
                ? null
                : tags(present).stream()
                        .map(Lists::object)
                        .filter(applied -> tag.equals(String.valueOf(applied.get("id"))))
                        .findFirst()
                        .orElse(null);
    }

    private static Map<String, Object> whole(List<Object> data) {
        return Json.object("type", "list", "data", data);
    }

    private Map<String, Object> companies(Call call, Map<String, Object> contact) {
        Table table = workspace.table(Resource.COMPANIES);
        List<Integer> numbers = workspace.ids(contact.get("companies"), Resource.COMPANIES).stream()
                .map(table::present)
                .filter(number -> number >= 0)
                .toList();
        return pages.byNumber(
                call, numbers, 50, MOST, Integer.MAX_VALUE, at -> companies.of(numbers.get(at), call.version()));
    }

    private List<Object> tags(Map<String, Object> contact) {
        List<Object> tags = new ArrayList<>();
        for (Object applied : contact.get("tags") instanceof List<?> list ? list : List.of()) {
            Map<String, Object> tag = workspace.table(Resource.TAGS).find(String.valueOf(Json.get(applied, "id")));
            if (tag != null) {
                Map<String, Object> sent = Json.copy(tag);
                sent.putAll(Lists.object(applied));
                tags.add(sent);
            }
        }
        return tags;
    }

    private List<Object> segments(Map<String, Object> contact) {
        List<Object> segments = new ArrayList<>();
        for (String id : workspace.ids(contact.get("segments"), Resource.SEGMENTS)) {
            Map<String, Object> segment = workspace.table(Resource.SEGMENTS).find(id);
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
                Map<String, Object> news = Json.object("name", "News", "description", "What is new", "locale", "en");
                subscriptions.add(Json.object(
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

    private Map<String, Object> notes(Call call, Map<String, Object> contact) {
        List<?> notes = contact.get("notes") instanceof List<?> list ? list : List.of();
        return pages.byNumber(call, notes, 50, MOST, Integer.MAX_VALUE, at -> {
            Map<String, Object> note = Lists.object(notes.get(at));
            note.put("contact", Json.object("type", "contact", "id", contact.get("id")));
            Map<String, Object> author = workspace.table(Resource.ADMINS).find(String.valueOf(note.get("author")));
            note.put("author", author == null ? null : author(author));
            return note;
        });
    }

    private static Object author(Map<String, Object> admin) {
        Map<String, Object> author = Json.object();
        for (String key : List.of("type", "id", "name", "email", "away_mode_enabled", "away_mode_reassign")) {
            author.put(key, admin.get(key));
        }
        return author;
    }

    private Map<String, Object> mergeHistory(Call call, Map<String, Object> contact) {
        List<Map<String, Object>> all =
                workspace.mergeHistory.getOrDefault(String.valueOf(contact.get("id")), List.of());
        int size = pages.size(call.parameter("per_page"), 50, MOST);
        String cursor = call.parameter("cursor");
        int from =
                cursor == null ? 0 : Math.min(all.size(), Cursor.decode(cursor).number());
        int to = Math.min(all.size(), from + size);
        boolean hasMore = to < all.size();
        return Json.object(
                "type",
                "list",
                "data",
                all.subList(from, to),
                "next_cursor",
                hasMore ? new Cursor("", to, 1).encode() : null,
                "has_more",
                hasMore);
    }
}
