package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.model.Conversation;
import io.intercomsync.sink.Removal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, and their parts. A list of conversations comes without parts, so each conversation that has any is asked
 * for by itself, many at a time.
 */
final class ConversationsFeed implements Feed {
    /** Intercom shows no more parts of a conversation than its newest 500. */
    private static final int MOST_PARTS = 500;

    private final FeedContext context;
    private final Items items;

    ConversationsFeed(FeedContext context) {
        this.context = context;
        this.items = new Items(context.selection(), CONVERSATIONS, RecordMapper::conversation);
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Long total = context.calls()
                .searchConversations(Created.within(Slice.whole("all")), 1, null)
                .totalCount();
        return total == null ? Map.of() : Map.of(CONVERSATIONS, total);
    }

    @Override
    public void read(Slice slice, Output out) {
        try (InOrder<Reading> inOrder = new InOrder<>(context.workers(), reading -> reading.putOut(out))) {
            Walk.along(
                    slice.position(),
                    cursor -> context.calls().searchConversations(Created.within(slice), Walk.LARGEST_PAGE, cursor),
                    page -> {
                        page.faults().forEach(fault -> inOrder.ready(Reading.refused(CONVERSATIONS, fault)));
                        page.items().forEach(json -> add(json, inOrder));
                        String next = page.items().isEmpty() ? null : page.nextCursor();
                        inOrder.then(() -> out.reached(next));
                    });
            inOrder.finish();
        }
    }

    private void add(Map<String, @Nullable Object> json, InOrder<Reading> inOrder) {
        Object id = json.get("id");
        if (id != null && context.selection().has(CONVERSATION_PARTS) && mayHaveParts(json)) {
            inOrder.call(() -> withParts(id.toString()));
        } else {
            inOrder.ready(items.of(json, mapped -> CONVERSATION_PARTS));
        }
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
        return items.of(
                        json,
                        mapped -> Boolean.TRUE.equals(((Conversation) mapped.record()).partsTruncated())
                                ? null
                                : CONVERSATION_PARTS)
                .missing(missingParts(json));
    }

    /** Deleted since the list was read; the answer to a question for the object itself is proof of that. */
    private List<Removal> removals(String id) {
        return List.of(
                new Removal.ByKey(CONVERSATIONS, List.of(id), Removal.Reason.DELETED, context.now(), null),
                new Removal.ChildrenOf(CONVERSATION_PARTS, id, Removal.Reason.DELETED, context.now()));
    }

    private static Reading.@Nullable Missing missingParts(Map<String, @Nullable Object> json) {
        if (!(json.get("conversation_parts") instanceof Map<?, ?> wrapper)
                || !(wrapper.get("conversation_parts") instanceof List<?> parts)
                || parts.size() >= MOST_PARTS) {
            return null;
        }
        Long counted = countedParts(json);
        long total = wrapper.get("total_count") instanceof Long listed ? listed : counted == null ? 0 : counted;
        return total <= parts.size()
                ? null
                : new Reading.Missing(
                        CONVERSATION_PARTS,
                        total - parts.size(),
                        "conversation " + json.get("id") + " has " + total + " parts, Intercom sent " + parts.size());
    }

    private static @Nullable Long countedParts(Map<String, @Nullable Object> json) {
        return json.get("statistics") instanceof Map<?, ?> statistics
                        && statistics.get("count_conversation_parts") instanceof Long count
                ? Long.valueOf(Math.max(0, count - 1))
                : null;
    }
}
