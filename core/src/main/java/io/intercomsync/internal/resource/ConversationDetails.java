package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.value.Numbers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads conversations with their parts. No list has parts, so each conversation takes a call. Thread-safe. */
public final class ConversationDetails {
    /** The most parts that Intercom sends with a conversation: the newest. */
    private static final int MOST_PARTS = 500;

    private final FeedContext context;
    private final ItemMapper items;
    private final SingleObjects objects;

    public ConversationDetails(ApiResource resource, FeedContext context, PassScope scope) {
        this.context = context;
        this.items = resource.items(context.selection());
        this.objects = new SingleObjects(resource, context, scope, new ObjectCalls(context.calls()), this::whole);
    }

    /** Reads one conversation. It counts as gone if Intercom says that there is none of this id. */
    public ReadResult of(String id) {
        return objects.read(id);
    }

    /** Reads conversations side by side. */
    public void read(Collection<String> ids, Output out) {
        objects.read(ids, out);
    }

    /** Asks again for conversations that may be gone. */
    public void readDoubted(Output out) {
        objects.readDoubted(out);
    }

    /** Maps a conversation from a list, without a call. */
    public ReadResult listed(Map<String, @Nullable Object> json) {
        return items.map(json);
    }

    private ReadResult whole(Map<String, @Nullable Object> json) {
        ReadResult reading = listed(json);
        return reading.item() == null || !context.selection().has(CONVERSATION_PARTS)
                ? reading
                : reading.pending(missingParts(json, reading.item().children().size()));
    }

    /** Compares the parts that were read with Intercom's two counts: in the list of parts, and in the statistics. */
    private static ReadResult.@Nullable Pending missingParts(Map<String, @Nullable Object> json, int read) {
        Long counted = countedParts(json);
        long total = counted == null ? 0 : counted;
        if (json.get("conversation_parts") instanceof Map<?, ?> wrapper) {
            if (wrapper.get("conversation_parts") instanceof List<?> parts && parts.size() >= MOST_PARTS) {
                return null;
            }
            Long listed = Numbers.count(wrapper.get("total_count"));
            total = listed == null ? total : Math.max(total, listed);
        }
        return total <= read
                ? null
                : new ReadResult.Pending(
                        String.valueOf(json.get("id")),
                        new PendingObject(CONVERSATION_PARTS, total - read),
                        "conversations lack parts (" + total + " counted, " + read + " read)");
    }

    /** Returns how many parts the statistics count, without the message that began the conversation; {@code null} if none. */
    static @Nullable Long countedParts(Map<String, @Nullable Object> json) {
        Long count = json.get("statistics") instanceof Map<?, ?> statistics
                ? Numbers.count(statistics.get("count_conversation_parts"))
                : null;
        return count == null ? null : Long.valueOf(Math.max(0, count - 1));
    }
}
