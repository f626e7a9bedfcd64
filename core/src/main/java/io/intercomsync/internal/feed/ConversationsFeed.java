package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
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
    private final Scope scope;
    private final Searches searches = Searches.bySecond();
    private final DatedPages pages;
    private final Known known;
    private final ConversationDetails details;

    ConversationsFeed(FeedContext context, Scope scope) {
        this.context = context;
        this.scope = scope;
        this.pages = new DatedPages(
                context,
                List.of(CONVERSATIONS),
                scope,
                searches,
                context.calls()::searchConversations,
                context.calls()::conversations);
        this.known = new Known(context, scope);
        this.details = new ConversationDetails(context);
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Search all = searches.within(Slice.whole("all"), Scope.full(null));
        Long total = context.calls().searchConversations(all, 1, null).totalCount();
        return total == null ? Map.of() : Map.of(CONVERSATIONS, total);
    }

    @Override
    public @Nullable Instant newestChange() {
        return Plans.newestChange(context.calls()::searchConversations);
    }

    @Override
    public PassSize size() {
        Page first = context.calls()
                .searchConversations(searches.within(Slice.whole("all"), scope), Walk.LARGEST_PAGE, null);
        CallSample sample = DatedPages.sample(first, scope, context.calls()::conversations);
        List<Map<String, @Nullable Object>> needing =
                sample.objects().stream().filter(this::needsCall).toList();
        int calls = needing.size() - known.unchanged(CONVERSATIONS, needing).size();
        long objects = Plans.orNone(first);
        return new PassSize(
                first.totalCount(),
                DatedPages.requests(objects, scope)
                        .plus(1 + (context.version().listsDeletedConversations() ? 1 : 0))
                        .plus(
                                context.selection().has(CONVERSATION_PARTS)
                                        ? sample.estimate(calls, objects)
                                        : RequestEstimate.NONE));
    }

    @Override
    public List<Slice> plan() {
        return Plans.of(context, scope, searches, context.calls()::searchConversations);
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

    private void add(Page page, Slice slice, InOrder<Reading> inOrder) {
        page.faults().forEach(fault -> inOrder.ready(Reading.refused(CONVERSATIONS, fault)));
        page.keptOut().forEach(fault -> inOrder.ready(Reading.failed(CONVERSATIONS, fault.id(), fault.reason())));
        Set<String> unneeded =
                unneeded(page.items().stream().filter(this::needsCall).toList(), slice);
        page.items().forEach(json -> add(json, slice.ahead().contains(Reading.mark(json)), unneeded, inOrder));
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
            Map<String, @Nullable Object> json, boolean isRead, Set<String> unneeded, InOrder<Reading> inOrder) {
        String id = String.valueOf(json.get("id"));
        if (isRead || unneeded.contains(id) || scope.leavesOut(IntercomTime.read(json.get("updated_at")))) {
            inOrder.ready(Reading.passedOver(id).listedAs(json));
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
