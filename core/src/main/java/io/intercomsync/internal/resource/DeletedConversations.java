package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.paging.CycleDetector;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of deleted conversations, newest first. It is read after the conversations and reaches further back than the last
 * read, because a conversation may have been read before its deletion, or a slow index may still have listed it. An entry without
 * the time of its deletion removes nothing, because the list may be of another kind.
 */
final class DeletedConversations {
    private static final Endpoint DELETED = Endpoint.get("conversations/deleted", "conversation");
    private static final int LARGEST_PAGE = 60;

    private final ApiResource resource;
    private final FeedContext context;

    DeletedConversations(ApiResource resource, FeedContext context) {
        this.resource = resource;
        this.context = context;
    }

    /**
     * Puts out the removals of the conversations deleted since a time, if the version of the API lists them. If Intercom refuses
     * the list, it reports that, and what was read of the conversations counts.
     *
     * @param since {@code null} for all times
     */
    void putOut(@Nullable Instant since, Output out) {
        if (!context.version().listsDeletedConversations()) {
            return;
        }
        try {
            readList(since, out);
        } catch (ApiException e) {
            if (!new ObjectCalls(context.calls()).isOwnRefusal(e)) {
                throw e;
            }
            String reason = "it is not known which conversations were deleted, so their rows stay: "
                    + ReadFailureText.explainRefusal(e, resource.permission())
                    + ". The next run that may read the list removes them";
            out.gap(CONVERSATIONS, 0, reason);
            out.gap(CONVERSATION_PARTS, 0, reason);
            out.deletionsUnknown(since == null ? Instant.EPOCH : since.plus(context.lookback()));
        }
    }

    private void readList(@Nullable Instant since, Output out) {
        Instant from = since == null || !since.isAfter(Instant.EPOCH) // the epoch stands for all times, too
                ? null
                : since.truncatedTo(ChronoUnit.SECONDS); // Intercom tells whole seconds
        CycleDetector cycles = CycleDetector.byId();
        Integer number = 1;
        while (number != null) {
            Page page = context.calls().numbered(DELETED, Map.of(), number, LARGEST_PAGE);
            page.faults().forEach(fault -> out.refused(CONVERSATIONS, fault));
            page.keptOut().forEach(fault -> out.refused(CONVERSATIONS, fault));
            remove(deleted(page, from, out), from == null, out);
            context.pageRead().accept(0);
            boolean reachesFurther = page.items().stream()
                    .map(conversation -> IntercomTime.read(conversation.get("deleted_at")))
                    .anyMatch(at -> isBefore(at, from));
            number = reachesFurther ? null : cycles.after(page);
        }
    }

    private static boolean isBefore(@Nullable Instant at, @Nullable Instant since) {
        return at != null && since != null && at.isBefore(since);
    }

    private Map<String, Instant> deleted(Page page, @Nullable Instant since, Output out) {
        Map<String, Instant> deleted = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> conversation : page.items()) {
            Instant at = IntercomTime.read(conversation.get("deleted_at"));
            Object id = conversation.get("id");
            if (id == null) {
                out.refused(CONVERSATIONS, new Fault("a deleted conversation", "It has no id"));
            } else if (at == null) {
                out.refused(CONVERSATIONS, new Fault(id.toString(), "It is listed as deleted, but not when: it stays"));
            } else if (!isBefore(at, since)) {
                deleted.put(id.toString(), at);
            }
        }
        return deleted;
    }

    /**
     * @param isWholeList whether the list reaches back to the beginning. Then it also removes parts that the sink holds without
     *     their conversation
     */
    private void remove(Map<String, Instant> deleted, boolean isWholeList, Output out) {
        Set<String> held = held(deleted.keySet());
        deleted.forEach((id, at) -> {
            if (held.contains(id)) {
                out.removal(new Removal.ByKey(CONVERSATIONS, List.of(id), Removal.Reason.DELETED, at, null));
            }
            if (held.contains(id) || isWholeList) {
                out.removal(new Removal.ChildrenOf(CONVERSATION_PARTS, id, Removal.Reason.DELETED, at));
            }
        });
    }

    /** Returns the ids that the sink still holds; all ids if the sink cannot be read back. */
    private Set<String> held(Set<String> deleted) {
        ReadableSink sink = context.sink();
        if (sink == null || deleted.isEmpty() || !context.selection().has(CONVERSATIONS)) {
            return deleted;
        }
        return sink
                .versions(
                        context.me().workspace(),
                        CONVERSATIONS,
                        deleted.stream().map(List::of).toList())
                .keySet()
                .stream()
                .map(key -> key.get(0))
                .collect(Collectors.toSet());
    }
}
