package io.intercomsync.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything under /contacts. */
final class ContactEndpoint implements Endpoint {

    private static final int MOST = 150;

    private final Workspace workspace;
    private final Pages pages;
    private final ContactFields fields;
    private final Search search;
    private final ContactWire wire;
    private final CompanyWire companies;

    ContactEndpoint(Workspace workspace, Pages pages, ContactFields fields, CompanyWire companies) {
        this.workspace = workspace;
        this.pages = pages;
        this.fields = fields;
        this.search = new Search(workspace, fields);
        this.wire = new ContactWire(workspace);
        this.companies = companies;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        String first = call.segment(1);
        if (first.equals("search") && call.method().equals("POST")) {
            return search(call);
        }
        if (!call.isGet()) {
            throw ApiError.notFound();
        }
        if (first.isEmpty()) {
            return list(call);
        }
        if (first.equals("find_by_external_id") && call.segments().size() == 3) {
            call.version().require(13);
            return byExternalId(call);
        }
        return call.segments().size() == 2 ? retrieve(call, first) : sublist(call, first);
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
        Table contacts = workspace.table(Resource.CONTACTS);
        String asked = call.segment(2);
        int number = contacts.numbers()
                .filter(candidate -> asked.equals(fields.value(candidate, "external_id")))
                .findFirst()
                .orElse(-1);
        if (number < 0) {
            throw new ApiError(404, "not_found", "User Not Found");
        }
        return wire.of(contacts.get(number), call.version());
    }

    private Map<String, Object> retrieve(Call call, String id) {
        Map<String, Object> sent = wire.of(present(call, id), call.version());
        boolean asksHistory = "true".equals(call.parameter("include_merge_history"));
        if (asksHistory && call.version().isAtLeast(16) && "user".equals(sent.get("role"))) {
            sent.put("merge_history", workspace.mergeHistory.getOrDefault(id, List.of()));
        }
        return sent;
    }

    private Map<String, Object> present(Call call, String id) {
        Map<String, Object> contact = workspace.table(Resource.CONTACTS).find(id);
        if (contact != null) {
            return contact;
        }
        if (workspace.merged.containsKey(id) && call.version().isAtLeast(16)) {
            throw new ApiError(
                    410,
                    "contact_merged",
                    "This contact has been merged. See the 'Link' header for the canonical contact.",
                    Map.of("Link", "</contacts/" + survivor(id) + ">; rel=\"canonical\""));
        }
        throw new ApiError(404, "not_found", "User Not Found");
    }

    /** The end of a chain of merges, which is followed for three steps at most. */
    private String survivor(String merged) {
        String survivor = merged;
        for (int hops = 0; hops < 3; hops++) {
            survivor = workspace.merged.getOrDefault(survivor, survivor);
        }
        return survivor;
    }

    private Map<String, Object> sublist(Call call, String id) {
        Map<String, Object> contact = present(call, id);
        return switch (call.segment(2)) {
            case "companies" -> companies(call, contact);
            case "tags" -> whole(tags(contact));
            case "segments" -> whole(segments(contact));
            case "subscriptions" -> whole(subscriptions(contact));
            case "notes" -> notes(call, contact);
            case "merge_history" -> mergeHistory(call, id);
            default -> throw ApiError.notFound();
        };
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

    private Map<String, Object> mergeHistory(Call call, String id) {
        call.version().require(16);
        List<Map<String, Object>> all = workspace.mergeHistory.getOrDefault(id, List.of());
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
