package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks which conversations were deleted, the last one first. It is asked after the conversations were read and further back
 * than the last time, so that one which was read before its deletion, or which a slow index still listed, does not stay.
 */
final class DeletedConversations {
    private static final int LARGEST_PAGE = 60;

    private final FeedContext context;

    DeletedConversations(FeedContext context) {
        this.context = context;
    }

    /** Puts out the removals of those that were deleted since then, where the version of the API tells. */
    void putOut(Instant since, Output out) {
        if (!context.version().listsDeletedConversations()) {
            return;
        }
        Integer number = 1;
        while (number != null) {
            Page page = context.calls().deletedConversations(number, LARGEST_PAGE);
            page.faults().forEach(fault -> out.refused(CONVERSATIONS, fault));
            held(deleted(page, since, out)).forEach((id, at) -> remove(id, at, out));
            context.pageRead().accept(0);
            boolean reachesFurther = page.items().stream()
                    .map(conversation -> IntercomTime.read(conversation.get("deleted_at")))
                    .anyMatch(at -> at != null && at.isBefore(since));
            number = reachesFurther ? null : page.pageAfter(number);
        }
    }

    private Map<String, Instant> deleted(Page page, Instant since, Output out) {
        Map<String, Instant> deleted = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> conversation : page.items()) {
            Instant at = IntercomTime.read(conversation.get("deleted_at"));
            Object id = conversation.get("id");
            if (id == null) {
                out.refused(CONVERSATIONS, new Fault("a deleted conversation", "It has no id"));
            } else if (at == null || !at.isBefore(since)) {
                deleted.put(id.toString(), at == null ? context.now() : at);
            }
        }
        return deleted;
    }

    /** Those that the sink still has; all of them, if it does not say. */
    private Map<String, Instant> held(Map<String, Instant> deleted) {
        ReadableSink sink = context.sink();
        if (sink == null || deleted.isEmpty() || !context.selection().has(CONVERSATIONS)) {
            return deleted;
        }
        Map<String, Instant> held = new LinkedHashMap<>(deleted);
        held.keySet()
                .retainAll(sink
                        .versions(
                                context.me().workspace(),
                                CONVERSATIONS,
                                deleted.keySet().stream().map(List::of).toList())
                        .keySet()
                        .stream()
                        .map(key -> key.get(0))
                        .toList());
        return held;
    }

    private static void remove(String id, Instant at, Output out) {
        out.removal(new Removal.ByKey(CONVERSATIONS, List.of(id), Removal.Reason.DELETED, at, null));
        out.removal(new Removal.ChildrenOf(CONVERSATION_PARTS, id, Removal.Reason.DELETED, at));
    }
}
