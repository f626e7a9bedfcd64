package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.Numbers;
import io.intercomsync.model.IntercomRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts that came with a conversation, and their count. A part that cannot be read stays in the conversation's
 * {@code extra} and counts as a type mismatch.
 *
 * @param records the parts
 * @param typeMismatches how many values of the parts were of a type that their column cannot hold
 * @param count how many parts Intercom says there are
 * @param truncated whether Intercom has more parts than it sent; {@code null} if that cannot be told
 */
record MappedParts(
        List<IntercomRecord> records,
        int typeMismatches,
        @Nullable Long count,
        @Nullable Boolean truncated) {
    /** The most parts that Intercom sends with a conversation: the newest. */
    private static final int MOST_SENT = 500;

    /**
     * Reads the parts.
     *
     * @param countWithMessage how many parts the statistics count, the message that started the conversation included
     */
    static MappedParts of(Fields conversation, String id, @Nullable Long countWithMessage) {
        Fields list = conversation.member("conversation_parts");
        Long total = list == null ? null : Numbers.count(list.integer("total_count"));
        Fields holder = list == null ? conversation : list.constant("type", "conversation_part.list");
        List<?> sent = holder.array("conversation_parts");
        if (list != null) {
            ListField.dropConstants(list, sent == null ? 0 : sent.size());
        }
        Long all = Numbers.count(countWithMessage); // a count that cannot be true counts as none
        Long counted = all == null ? null : Long.valueOf(Math.max(1, all) - 1);
        Long count = total == null ? counted : total;
        if (sent == null) {
            return new MappedParts(List.of(), 0, count, Long.valueOf(0).equals(count) ? false : null);
        }
        return read(sent, holder, id, count, isTruncated(sent.size(), total, counted));
    }

    private static boolean isTruncated(int sent, @Nullable Long total, @Nullable Long counted) {
        if (total == null && counted == null) {
            return sent >= MOST_SENT;
        }
        return (total != null && total > sent) || (counted != null && counted > sent);
    }

    private static MappedParts read(List<?> sent, Fields holder, String id, @Nullable Long count, boolean truncated) {
        List<IntercomRecord> records = new ArrayList<>(sent.size());
        List<@Nullable Object> unreadable = new ArrayList<>();
        int typeMismatches = 0;
        for (Object part : sent) {
            try {
                MappedRecord mapped = PartMapping.map(part, id);
                records.add(mapped.record());
                typeMismatches += mapped.typeMismatches();
            } catch (UnreadableRecordException e) {
                unreadable.add(part);
            }
        }
        if (!unreadable.isEmpty()) {
            holder.keep("conversation_parts", unreadable);
        }
        return new MappedParts(records, typeMismatches + unreadable.size(), count, truncated);
    }
}
