package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.paging.DetailSample;
import io.intercomsync.internal.paging.SearchPlans;
import io.intercomsync.internal.paging.SearchedPages;
import io.intercomsync.internal.paging.StoredVersions;
import io.intercomsync.internal.paging.TimeSearches;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.report.RequestEstimate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads conversations and their parts. A list of conversations comes without parts, so each conversation with parts takes a call.
 * Many calls are made at a time.
 */
final class ConversationsFeed implements Feed {
    private final ApiResource resource;
    private final FeedContext context;
    private final PassScope scope;
    private final SearchedPages pages;
    private final StoredVersions storedVersions;
    private final ConversationDetails details;

    ConversationsFeed(ApiResource resource, FeedContext context, PassScope scope) {
        this.resource = resource;
        this.context = context;
        this.scope = scope;
        this.pages = new SearchedPages(
                context,
                List.of(CONVERSATIONS),
                scope,
                TimeSearches.bySecond(),
                context.calls()::searchConversations,
                context.calls()::conversations,
                1);
        this.storedVersions = new StoredVersions(context, scope);
        this.details = new ConversationDetails(resource, context, scope);
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Long total = pages.count(List.of());
        return total == null ? Map.of() : Map.of(CONVERSATIONS, total);
    }

    @Override
    public @Nullable Instant newestChange() {
        return pages.newestChange();
    }

    @Override
    public PassEstimate size() {
        Page first = pages.first();
        DetailSample sample = pages.sample(first);
        List<Map<String, @Nullable Object>> needing =
                sample.objects().stream().filter(this::needsCall).toList();
        int calls = needing.size()
                - storedVersions.unchanged(CONVERSATIONS, needing).size();
        long objects = SearchPlans.countOrZero(first);
        return new PassEstimate(
                first.totalCount(),
                pages.requests(objects)
                        .plus(1 + (context.version().listsDeletedConversations() ? 1 : 0))
                        .plus(
                                context.selection().has(CONVERSATION_PARTS)
                                        ? sample.estimate(calls, objects)
                                        : RequestEstimate.NONE));
    }

    @Override
    public List<Slice> plan() {
        return pages.plan();
    }

    /** Returns a small number, since one page of conversations leads to many calls. */
    @Override
    public int sideBySide() {
        return 2 + context.workers().most() / 8;
    }

    @Override
    public void read(Slice slice, Output out) {
        pages.read(slice, out, (page, inOrder) -> add(page, slice, inOrder));
    }

    private void add(Page page, Slice slice, OrderedCalls<ReadResult> inOrder) {
        Set<String> unneeded =
                unneeded(page.items().stream().filter(this::needsCall).toList(), slice);
        page.items().forEach(json -> add(json, unneeded, inOrder));
    }

    /**
     * Returns the conversations that need no call. In the plain list these are also the stored ones with a date, since this pass
     * has read them by date.
     */
    private Set<String> unneeded(List<Map<String, @Nullable Object>> needingCalls, Slice slice) {
        Set<String> unneeded = new HashSet<>(storedVersions.unchanged(CONVERSATIONS, needingCalls));
        if (slice.isUndated()) {
            unneeded.addAll(storedVersions.held(
                    CONVERSATIONS,
                    needingCalls.stream()
                            .filter(json -> IntercomTime.read(json.get("created_at")) != null)
                            .toList()));
        }
        return unneeded;
    }

    private void add(Map<String, @Nullable Object> json, Set<String> unneeded, OrderedCalls<ReadResult> inOrder) {
        String id = String.valueOf(json.get("id"));
        if (unneeded.contains(id) || scope.leavesOut(json)) {
            inOrder.ready(ReadResult.unchanged(id));
        } else if (needsCall(json)) {
            inOrder.call(() -> details.of(id));
        } else {
            inOrder.ready(details.listed(json));
        }
    }

    private boolean needsCall(Map<String, @Nullable Object> json) {
        return json.get("id") != null
                && context.selection().has(CONVERSATION_PARTS)
                && (mayHaveParts(json) || mayBeLate(json));
    }

    /**
     * Returns whether the index may show the conversation as it was before its last change. If that change fell into the same
     * second, nothing would tell the stored listing from the current conversation.
     */
    private boolean mayBeLate(Map<String, @Nullable Object> json) {
        Instant updatedAt = IntercomTime.read(json.get("updated_at"));
        return updatedAt == null
                || updatedAt.isAfter(context.me().time().earliest().minus(context.lookback()));
    }

    /** Returns whether the conversation may have parts. */
    private static boolean mayHaveParts(Map<String, @Nullable Object> json) {
        Long count = ConversationDetails.countedParts(json);
        return count == null || count > 0;
    }

    @Override
    public void readObjects(Collection<String> ids, Output out) {
        details.read(ids, out);
    }

    @Override
    public void finish(Output out, @Nullable Instant since) {
        details.readDoubted(out);
        new DeletedConversations(resource, context).putOut(since, out);
    }
}
