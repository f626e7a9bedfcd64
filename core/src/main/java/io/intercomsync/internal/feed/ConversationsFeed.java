package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.mapping.Mapped;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.model.Conversation;
import io.intercomsync.model.IntercomTime;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, and their parts. A list of conversations comes without parts, so each conversation that has any is asked
 * for by itself, many at a time.
 */
final class ConversationsFeed implements Feed {
    /** Intercom shows no more parts of a conversation than its newest 500. */
    private static final int MOST_PARTS = 500;

    private final FeedContext context;
    private final Scope scope;
    private final Searches searches = Searches.bySecond();
    private final Known known;
    private final Items items;

    ConversationsFeed(FeedContext context, Scope scope) {
        this.context = context;
        this.scope = scope;
        this.known = new Known(context, scope);
        this.items = new Items(context.selection(), CONVERSATIONS, RecordMapper::conversation);
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Search all = searches.within(Slice.whole("all"), Scope.full(null));
        Long total = context.calls().searchConversations(all, 1, null).totalCount();
        return total == null ? Map.of() : Map.of(CONVERSATIONS, total);
    }

    @Override
    public PassSize size() {
        Search search = searches.within(Slice.whole("all"), scope);
        Long objects = context.calls().searchConversations(search, 1, null).totalCount();
        long details = objects == null || !context.selection().has(CONVERSATION_PARTS) ? 0 : objects;
        return PassSize.of(objects, Walk.LARGEST_PAGE, 3 + details);
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
        if (!Plans.isUndated(slice)) {
            Search search = searches.within(slice, scope);
            walk(slice, cursor -> context.calls().searchConversations(search, Walk.LARGEST_PAGE, cursor), out);
        } else if (slice.position() != null
                || Plans.someAreUndated(
                        searches,
                        context.calls()::searchConversations,
                        () -> context.calls().conversations(1, null).totalCount())) {
            walk(slice, cursor -> context.calls().conversations(Walk.LARGEST_PAGE, cursor), out);
        } else {
            out.reached(null);
        }
    }

    private void walk(Slice slice, Function<@Nullable String, Page> read, Output out) {
        try (InOrder<Reading> inOrder = new InOrder<>(context.workers(), reading -> reading.putOut(out))) {
            Walk.along(slice.position(), read, page -> {
                if (scope.isChangesOnly()) {
                    out.expected(page.totalCount());
                }
                page.faults().forEach(fault -> inOrder.ready(Reading.refused(CONVERSATIONS, fault)));
                Set<String> unchanged = known.unchanged(
                        CONVERSATIONS,
                        page.items().stream().filter(this::needsCall).toList());
                page.items().forEach(json -> add(json, unchanged, inOrder));
                String next = page.size() == 0 ? null : page.nextCursor();
                inOrder.then(() -> out.reached(next));
            });
            inOrder.finish();
        }
    }

    private void add(Map<String, @Nullable Object> json, Set<String> unchanged, InOrder<Reading> inOrder) {
        String id = String.valueOf(json.get("id"));
        if (unchanged.contains(id) || scope.leavesOut(IntercomTime.read(json.get("updated_at")))) {
            inOrder.ready(Reading.passedOver(CONVERSATIONS, id));
        } else if (needsCall(json)) {
            inOrder.call(() -> withParts(id));
        } else {
            inOrder.ready(items.of(json, ConversationsFeed::replaced));
        }
    }

    private boolean needsCall(Map<String, @Nullable Object> json) {
        return json.get("id") != null && context.selection().has(CONVERSATION_PARTS) && mayHaveParts(json);
    }

    /** Whether there may be a part. Intercom's count includes the message that started the conversation. */
    private static boolean mayHaveParts(Map<String, @Nullable Object> json) {
        Long count = countedParts(json);
        return count == null || count > 0;
    }

    private Reading withParts(String id) {
        return context.calls()
                .conversation(id)
                .map(this::whole)
                .orElseGet(() -> Reading.gone(CONVERSATIONS, removals(id)));
    }

    private Reading whole(Map<String, @Nullable Object> json) {
        Reading reading = items.of(json, ConversationsFeed::replaced);
        return reading.item() == null
                ? reading
                : reading.missing(missingParts(json, reading.item().children().size()));
    }

    /** Parts replace those that are held only where it is certain that they are all. */
    private static @Nullable IntercomCollection replaced(Mapped conversation) {
        return Boolean.FALSE.equals(((Conversation) conversation.record()).partsTruncated())
                ? CONVERSATION_PARTS
                : null;
    }

    /** Deleted since the list was read; the answer to a question for the object itself is proof of that. */
    private List<Removal> removals(String id) {
        return List.of(
                new Removal.ByKey(CONVERSATIONS, List.of(id), Removal.Reason.DELETED, context.now(), null),
                new Removal.ChildrenOf(CONVERSATION_PARTS, id, Removal.Reason.DELETED, context.now()));
    }

    /** Intercom counts parts twice: in the list of them, and in the statistics. */
    private static Reading.@Nullable Missing missingParts(Map<String, @Nullable Object> json, int read) {
        Long counted = countedParts(json);
        long total = counted == null ? 0 : counted;
        if (json.get("conversation_parts") instanceof Map<?, ?> wrapper) {
            if (wrapper.get("conversation_parts") instanceof List<?> parts && parts.size() >= MOST_PARTS) {
                return null;
            }
            total = wrapper.get("total_count") instanceof Long listed ? Math.max(total, listed) : total;
        }
        return total <= read
                ? null
                : new Reading.Missing(
                        CONVERSATION_PARTS,
                        total - read,
                        "conversation " + json.get("id") + " has " + total + " parts, of which " + read
                                + " could be read");
    }

    @Override
    public void finish(Output out, Instant since) {
        new DeletedConversations(context).putOut(since, out);
    }

    private static @Nullable Long countedParts(Map<String, @Nullable Object> json) {
        return json.get("statistics") instanceof Map<?, ?> statistics
                        && statistics.get("count_conversation_parts") instanceof Long count
                ? Long.valueOf(Math.max(0, count - 1))
                : null;
    }
}
