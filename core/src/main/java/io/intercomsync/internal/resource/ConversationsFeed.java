package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.paging.DetailSample;
import io.intercomsync.internal.paging.PageWalk;
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
 * Conversations, and their parts. A list of conversations comes without parts, so each conversation that has any is asked
 * for by itself, many at a time.
 */
final class ConversationsFeed implements Feed {
    private final FeedContext context;
    private final PassScope scope;
    private final TimeSearches searches = TimeSearches.bySecond();
    private final SearchedPages pages;
    private final StoredVersions known;
    private final ConversationDetails details;

    ConversationsFeed(FeedContext context, PassScope scope) {
        this.context = context;
        this.scope = scope;
        this.pages = new SearchedPages(
                context,
                List.of(CONVERSATIONS),
                scope,
                searches,
                context.calls()::searchConversations,
                context.calls()::conversations);
        this.known = new StoredVersions(context, scope);
        this.details = new ConversationDetails(context);
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Search all = searches.within(Slice.whole("all"), PassScope.full(null));
        Long total = context.calls().searchConversations(all, 1, null).totalCount();
        return total == null ? Map.of() : Map.of(CONVERSATIONS, total);
    }

    @Override
    public @Nullable Instant newestChange() {
        return SearchPlans.newestChange(context.calls()::searchConversations);
    }

    @Override
    public PassEstimate size() {
        Page first = context.calls()
                .searchConversations(searches.within(Slice.whole("all"), scope), PageWalk.LARGEST_PAGE, null);
        DetailSample sample = SearchedPages.sample(first, scope, context.calls()::conversations);
        List<Map<String, @Nullable Object>> needing =
                sample.objects().stream().filter(this::needsCall).toList();
        int calls = needing.size() - known.unchanged(CONVERSATIONS, needing).size();
        long objects = SearchPlans.orNone(first);
        return new PassEstimate(
                first.totalCount(),
                SearchedPages.requests(objects, scope)
                        .plus(1 + (context.version().listsDeletedConversations() ? 1 : 0))
                        .plus(
                                context.selection().has(CONVERSATION_PARTS)
                                        ? sample.estimate(calls, objects)
                                        : RequestEstimate.NONE));
    }

    @Override
    public List<Slice> plan() {
        return SearchPlans.of(context, scope, searches, context.calls()::searchConversations);
    }

    /** A page of conversations keeps many calls busy, so few chains are enough. */
    @Override
    public int sideBySide() {
        return 2 + context.workers().most() / 8;
    }

    @Override
    public void read(Slice slice, Output out) {
        pages.read(slice, out, (page, inOrder) -> add(page, slice, inOrder));
    }

    private void add(Page page, Slice slice, OrderedCalls<ReadResult> inOrder) {
        page.faults().forEach(fault -> inOrder.ready(ReadResult.refused(CONVERSATIONS, fault)));
        page.keptOut().forEach(fault -> inOrder.ready(ReadResult.failed(CONVERSATIONS, fault.id(), fault.reason())));
        Set<String> unneeded =
                unneeded(page.items().stream().filter(this::needsCall).toList(), slice);
        page.items().forEach(json -> add(json, slice.ahead().contains(ReadResult.mark(json)), unneeded, inOrder));
    }

    /** What the plain list has beside those without a date has been read by date already, in the same pass. */
    private Set<String> unneeded(List<Map<String, @Nullable Object>> needingCalls, Slice slice) {
        Set<String> unneeded = new HashSet<>(known.unchanged(CONVERSATIONS, needingCalls));
        if (slice.isUndated()) {
            unneeded.addAll(known.held(
                    CONVERSATIONS,
                    needingCalls.stream()
                            .filter(json -> IntercomTime.read(json.get("created_at")) != null)
                            .toList()));
        }
        return unneeded;
    }

    private void add(
            Map<String, @Nullable Object> json,
            boolean isRead,
            Set<String> unneeded,
            OrderedCalls<ReadResult> inOrder) {
        String id = String.valueOf(json.get("id"));
        if (isRead || unneeded.contains(id) || scope.leavesOut(IntercomTime.read(json.get("updated_at")))) {
            inOrder.ready(ReadResult.passedOver(id).listedAs(json));
        } else if (needsCall(json)) {
            inOrder.call(() -> details.of(id).listedAs(json));
        } else {
            inOrder.ready(details.listed(json).listedAs(json));
        }
    }

    private boolean needsCall(Map<String, @Nullable Object> json) {
        return json.get("id") != null
                && context.selection().has(CONVERSATION_PARTS)
                && (mayHaveParts(json) || mayBeLate(json));
    }

    /**
     * Whether the index may show it as it was before its last change. Where that fell into the same second, nothing would tell
     * it from what is held once it had been stored as it is listed.
     */
    private boolean mayBeLate(Map<String, @Nullable Object> json) {
        Instant updatedAt = IntercomTime.read(json.get("updated_at"));
        return updatedAt == null
                || updatedAt.isAfter(context.me().time().earliest().minus(context.lookback()));
    }

    /** Whether there may be a part. Intercom's count includes the message that started the conversation. */
    private static boolean mayHaveParts(Map<String, @Nullable Object> json) {
        Long count = ConversationDetails.countedParts(json);
        return count == null || count > 0;
    }

    @Override
    public void readAgain(Collection<String> ids, Output out) {
        details.readAgain(ids, out);
    }

    @Override
    public void finish(Output out, @Nullable Instant since) {
        details.readDoubted(out);
        new DeletedConversations(context).putOut(since, out);
    }
}
