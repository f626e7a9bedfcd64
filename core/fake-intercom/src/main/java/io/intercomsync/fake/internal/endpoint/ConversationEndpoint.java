package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.search.ConversationSearchFields;
import io.intercomsync.fake.internal.search.RecordSearch;
import io.intercomsync.fake.internal.workspace.Workspace;
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
    private final PageFormats pages;
    private final ConversationSearchFields fields;
    private final RecordSearch search;
    private final ConversationWire wire;

    ConversationEndpoint(Workspace workspace, PageFormats pages, CompanyWire companies) {
        this.workspace = workspace;
        this.pages = pages;
        this.fields = new ConversationSearchFields(workspace);
        this.search = new RecordSearch(workspace, fields);
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

    private Map<String, Object> search(ApiCall call) {
        Map<String, Object> body = call.body();
        Object pagination = body.get("pagination");
        int size = pages.size(FakeJson.get(pagination, "per_page"), USUAL, MOST);
        if (!(body.get("query") instanceof Map<?, ?> query)) {
            throw new ApiError(400, "parameter_missing", "query is required");
        }
        Object after = FakeJson.get(pagination, "starting_after");
        RecordSearch.Sort sort = search.sort(body.get("sort"), call.version());
        return page(
                call, search.page(query, sort, size, after == null ? null : after.toString(), call.version()), size);
    }

    private Map<String, Object> list(ApiCall call) {
        int size = pages.size(call.parameter("per_page"), USUAL, MOST);
        @Nullable String after = call.parameter("starting_after");
        return page(call, search.page(null, search.sort(null, call.version()), size, after, call.version()), size);
    }

    private Map<String, Object> page(ApiCall call, RecordSearch.Slice slice, int size) {
        List<Object> conversations = new ArrayList<>();
        for (int number : slice.numbers()) {
            conversations.add(wire.listed(number, fields.seen(number), call.version()));
        }
        return FakeJson.object(
                "type",
                "conversation.list",
                "conversations",
                conversations,
                "total_count",
                slice.total(),
                "pages",
                PageFormats.byCursor(slice.page(), size, slice.total(), slice.next()));
    }

    Map<String, Object> whole(ApiCall call, String id) {
        int number = workspace.table(ObjectType.CONVERSATIONS).present(id);
        if (number < 0) {
            throw ApiError.notFound();
        }
        boolean isPlain = "plaintext".equals(call.parameter("display_as"));
        return wire.whole(number, call.version(), isPlain, "true".equals(call.parameter("include_translations")));
    }

    private Map<String, Object> deleted(ApiCall call) {
        List<Map<String, Object>> all = new ArrayList<>(workspace.deletedConversations);
        if (!"asc".equals(call.parameter("order"))) {
            Collections.reverse(all);
        }
        Map<String, Object> page = pages.byNumber(call, all, USUAL, 60, Integer.MAX_VALUE, all::get);
        return FakeJson.object(
                "type", "conversations.list",
                "total_count", page.get("total_count"),
                "pages", page.get("pages"),
                "conversations", page.get("data"));
    }

    private Map<String, Object> attributes(ApiCall call) {
        return FakeJson.object("type", "list", "data", workspace.attributes.ofConversations());
    }
}
