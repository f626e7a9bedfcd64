package io.intercomsync.internal.mapping;

import io.intercomsync.model.Attachment;
import io.intercomsync.model.ConversationPart;
import org.jspecify.annotations.Nullable;

/** Maps the parts of conversations. */
final class PartMapping {
    private PartMapping() {}

    static MappedRecord map(@Nullable Object json, String conversationId) {
        return MappedRecord.child(json, "conversation part", (part, id) -> map(part, id, conversationId));
    }

    private static MappedRecord map(Fields part, String id, String conversationId) {
        part.constant("type", "conversation_part").constant("conversation_id", conversationId);
        Assigned assigned = Assigned.of(part);
        ConversationPart mapped = new ConversationPart(
                conversationId,
                id,
                assigned.id(),
                part.author("author"),
                part.text("body"),
                part.time("created_at"),
                part.time("notified_at"),
                part.text("part_type"),
                part.time("updated_at"),
                assigned.type(),
                part.objects("attachments", Attachment::new),
                part.id("external_id"),
                part.flag("redacted"),
                part.text("state"),
                part.text("app_package_code"),
                part.references("tags"),
                part.object("event_details"),
                part.object("metadata"),
                part.object("email_message_metadata"),
                part.extra());
        return new MappedRecord(mapped, part);
    }

    /** The assignee that a part set: an object or, as API 1.x describes it, the id alone. */
    private record Assigned(@Nullable String id, @Nullable String type) {

        static Assigned of(Fields part) {
            Fields assigned = part.member("assigned_to");
            return assigned == null
                    ? new Assigned(part.idOrNobody("assigned_to"), null)
                    : new Assigned(assigned.idOrNobody("id"), assigned.text("type"));
        }
    }
}
