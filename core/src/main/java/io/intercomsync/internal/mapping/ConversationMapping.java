package io.intercomsync.internal.mapping;

import io.intercomsync.model.AiAgent;
import io.intercomsync.model.Conversation;
import io.intercomsync.model.ConversationRating;
import io.intercomsync.model.EmbeddedObject;
import io.intercomsync.model.FirstContactReply;
import io.intercomsync.model.Message;
import io.intercomsync.model.Reference;
import io.intercomsync.model.SlaApplied;
import io.intercomsync.model.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps conversations, alone as lists and searches send them, or with their parts. */
public final class ConversationMapping {
    private ConversationMapping() {}

    /**
     * Maps a conversation with the parts that were sent.
     *
     * @throws UnreadableRecordException if the value is no object or has no id
     */
    public static MappedRecord map(@Nullable Object json) {
        return MappedRecord.of(json, "conversation", ConversationMapping::mapped);
    }

    private static MappedRecord mapped(Fields conversation, String id) {
        conversation.constant("type", "conversation");
        Statistics statistics = conversation.nested(Statistics::new, "statistics");
        MappedParts parts =
                MappedParts.of(conversation, id, statistics == null ? null : statistics.countConversationParts());
        Conversation mapped = conversation(conversation, id, statistics, parts);
        return new MappedRecord(mapped, parts.records(), conversation.typeMismatches() + parts.typeMismatches());
    }

    private static Conversation conversation(
            Fields conversation, String id, @Nullable Statistics statistics, MappedParts parts) {
        String adminId = conversation.idOrNobody("admin_assignee_id");
        String teamId = conversation.idOrNobody("team_assignee_id");
        Reference user = conversation.reference("user");
        List<Reference> contacts = conversation.references("contacts");
        if (contacts.isEmpty()) {
            contacts = conversation.references("customers");
        }
        return new Conversation(
                id,
                conversation.time("created_at"),
                conversation.time("updated_at"),
                conversation.nested(Message::new, "source", "conversation_message"),
                user == null && !contacts.isEmpty() ? contacts.get(0) : user,
                assignee(conversation, adminId, teamId),
                conversation.flag("open"),
                conversation.text("state"),
                conversation.flag("read"),
                parts.count(),
                conversation.references("tags"),
                conversation.text("title"),
                conversation.text("priority"),
                adminId,
                teamId,
                conversation.time("waiting_since"),
                conversation.time("snoozed_until"),
                conversation.nested(FirstContactReply::new, "first_contact_reply", "customer_first_reply"),
                statistics,
                conversation.filled(ConversationRating::new, "conversation_rating"),
                conversation.nested(SlaApplied::new, "sla_applied"),
                conversation.nested(AiAgent::new, "ai_agent"),
                conversation.flag("ai_agent_participated"),
                conversation.attributes("custom_attributes"),
                contacts,
                conversation.references("teammates"),
                conversation.references("linked_objects"),
                conversation.nested(EmbeddedObject::new, "ticket"),
                conversation.nested(EmbeddedObject::new, "company"),
                conversation.object("channel"),
                parts.truncated(),
                conversation.extra());
    }

    private static Reference assignee(Fields conversation, @Nullable String adminId, @Nullable String teamId) {
        Reference sent = conversation.reference("assignee");
        Reference assignee = Assignees.assignee(sent, adminId, teamId);
        if (sent != null && !Assignees.repeats(assignee, sent)) {
            conversation.keep("assignee", sent.json());
        }
        return assignee;
    }
}
