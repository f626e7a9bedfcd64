package io.intercomsync.internal.mapping;

import io.intercomsync.model.Conversation;
import io.intercomsync.model.Message;
import io.intercomsync.model.NestedObject;
import io.intercomsync.model.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps conversations, alone as lists and searches send them, or with their parts. */
final class ConversationMapping {
    private ConversationMapping() {}

    static MappedRecord map(Fields conversation, String id) {
        conversation.constant("type", "conversation");
        NestedObject statistics = conversation.object("statistics");
        MappedParts parts = MappedParts.of(
                conversation, id, statistics == null ? null : statistics.integer("count_conversation_parts"));
        Conversation mapped = conversation(conversation, id, statistics, parts);
        return new MappedRecord(mapped, parts.records(), conversation.typeMismatches() + parts.typeMismatches());
    }

    private static Conversation conversation(
            Fields conversation, String id, @Nullable NestedObject statistics, MappedParts parts) {
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
                conversation.nested(NestedObject::new, "first_contact_reply", "customer_first_reply"),
                statistics,
                conversation.filled(NestedObject::new, "conversation_rating"),
                conversation.object("sla_applied"),
                conversation.object("ai_agent"),
                conversation.flag("ai_agent_participated"),
                conversation.attributes("custom_attributes"),
                contacts,
                conversation.references("teammates"),
                conversation.references("linked_objects"),
                conversation.object("ticket"),
                conversation.object("company"),
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
