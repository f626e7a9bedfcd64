package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.mapping.MappedRecord;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.model.Conversation;
import io.intercomsync.sink.Removal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Conversations with their parts, which no list has: each is asked for by itself. Thread-safe. */
final class ConversationDetails {
    /** Intercom shows no more parts of a conversation than its newest 500. */
    private static final int MOST_PARTS = 500;

    /** Those beyond are asked for once more by later runs. */
    private static final int MOST_DOUBTED = 1_000;

    private final FeedContext context;
    private final ItemMapper items;
    private final ObjectCalls calls;
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();

    ConversationDetails(FeedContext context) {
        this.context = context;
        this.calls = new ObjectCalls(context.calls());
        this.items = new ItemMapper(context.selection(), CONVERSATIONS, RecordMapper::conversation);
    }

    /** Asks for one; it is gone if Intercom says that there is none of the id. */
    ReadResult of(String id) {
        return asked(id);
    }

    /** Asks for all of them, side by side. */
    void readAgain(Collection<String> ids, Output out) {
        OrderedCalls.<ReadResult>work(
                context.workers(),
                reading -> reading.putOut(out),
                inOrder -> ids.forEach(id -> inOrder.call(() -> asked(id))));
    }

    /**
     * Asks once more for those of which it is not certain whether they are gone: what is on the way to Intercom may have been at
     * fault in passing. Whatever it says again, only Intercom's own word removes one.
     */
    void readDoubted(Output out) {
        readAgain(List.copyOf(doubted), out);
    }

    private ReadResult asked(String id) {
        return calls.callOr(
                () -> {
                    Lookup lookup = context.calls().conversation(id);
                    return switch (lookup.outcome()) {
                        case FOUND -> whole(lookup.found().orElseThrow());
                        case UNPROVEN -> doubted(id, String.valueOf(lookup.doubt()));
                        case GONE, MERGED -> gone(id);
                    };
                },
                e -> ReadResult.failed(CONVERSATIONS, id, String.valueOf(e.getMessage())));
    }

    private ReadResult doubted(String id, String doubt) {
        if (doubted.size() < MOST_DOUBTED) {
            doubted.add(id);
        }
        String reason = "it is not certain whether conversations are gone, since " + doubt;
        return ReadResult.passedOver(id).owing(new ReadResult.Owing(id, new PendingObject(CONVERSATIONS, 0), reason));
    }

    private ReadResult gone(String id) {
        return ReadResult.gone(removals(id));
    }

    /** One as the list has it, for which nothing need be asked. */
    ReadResult listed(Map<String, @Nullable Object> json) {
        return items.of(json, ConversationDetails::replaced);
    }

    private ReadResult whole(Map<String, @Nullable Object> json) {
        ReadResult reading = listed(json);
        return reading.item() == null || !context.selection().has(CONVERSATION_PARTS)
                ? reading
                : reading.owing(missingParts(json, reading.item().children().size()));
    }

    /** Parts replace those that are held only where it is certain that they are all. */
    private static @Nullable IntercomCollection replaced(MappedRecord conversation) {
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
    private static ReadResult.@Nullable Owing missingParts(Map<String, @Nullable Object> json, int read) {
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
                : new ReadResult.Owing(
                        String.valueOf(json.get("id")),
                        new PendingObject(CONVERSATION_PARTS, total - read),
                        "conversations lack parts (" + total + " parts, of which " + read + " could be read)");
    }

    /** How many parts the statistics count; {@code null} if they do not. Intercom's count includes the message that began it. */
    static @Nullable Long countedParts(Map<String, @Nullable Object> json) {
        return json.get("statistics") instanceof Map<?, ?> statistics
                        && statistics.get("count_conversation_parts") instanceof Long count
                ? Long.valueOf(Math.max(0, count - 1))
                : null;
    }
}
