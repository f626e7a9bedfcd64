package io.intercomsync.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the calls that read conversations. */
final class ConversationEndpoint {

    private static final int USUAL = 20;
    private static final int MOST = 150;

    private final Workspace workspace;
    private final Pages pages;
    private final ConversationFields fields;
    private final Search search;
    private final ConversationWire wire;

    ConversationEndpoint(Workspace workspace, Pages pages, CompanyWire companies) {
        this.workspace = workspace;
        this.pages = pages;
        this.fields = new ConversationFields(workspace);
        this.search = new Search(workspace, fields);
        this.wire = new ConversationWire(workspace, companies);
    }

    List<Route> routes() {
        return List.of(
                Route.query("/conversations/search", this::search),
                Route.get("/conversations", this::list),
                Route.get("/conversations/deleted", this::deleted).since(16),
                Route.get("/conversations/attributes", this::attributes).since(16),
                Route.get("/conversations/{conversation_id}", call -> whole(call, call.segment(1))));
    }

    private Map<String, Object> search(Call call) {
        Map<String, Object> body = call.body();
        Object pagination = body.get("pagination");
        int size = pages.size(Json.get(pagination, "per_page"), USUAL, MOST);
        if (!(body.get("query") instanceof Map<?, ?> query)) {
            throw new ApiError(400, "parameter_missing", "query is required");
        }
        Object after = Json.get(pagination, "starting_after");
        Search.Sort sort = search.sort(body.get("sort"), call.version());
        return page(
                call, search.page(query, sort, size, after == null ? null : after.toString(), call.version()), size);
    }

    private Map<String, Object> list(Call call) {
        int size = pages.size(call.parameter("per_page"), USUAL, MOST);
        @Nullable String after = call.parameter("starting_after");
        return page(call, search.page(null, search.sort(null, call.version()), size, after, call.version()), size);
    }

    private Map<String, Object> page(Call call, Search.Slice slice, int size) {
        List<Object> conversations = new ArrayList<>();
        for (int number : slice.numbers()) {
            conversations.add(wire.listed(number, fields.seen(number), call.version()));
        }
        return Json.object(
                "type",
                "conversation.list",
                "conversations",
                conversations,
                "total_count",
                slice.total(),
                "pages",
                Pages.byCursor(slice.page(), size, slice.total(), slice.next()));
    }

    Map<String, Object> whole(Call call, String id) {
        int number = workspace.table(Resource.CONVERSATIONS).present(id);
        if (number < 0) {
            throw ApiError.notFound();
        }
        boolean isPlain = "plaintext".equals(call.parameter("display_as"));
        return wire.whole(number, call.version(), isPlain, "true".equals(call.parameter("include_translations")));
    }

    private Map<String, Object> deleted(Call call) {
        List<Map<String, Object>> all = new ArrayList<>(workspace.deletedConversations);
        if (!"asc".equals(call.parameter("order"))) {
            Collections.reverse(all);
        }
        Map<String, Object> page = pages.byNumber(call, all, USUAL, 60, Integer.MAX_VALUE, all::get);
        return Json.object(
                "type", "conversations.list",
                "total_count", page.get("total_count"),
                "pages", page.get("pages"),
                "conversations", page.get("data"));
    }

    private Map<String, Object> attributes(Call call) {
        return Json.object("type", "list", "data", workspace.attributes.ofConversations());
    }
}
