package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a conversation: a comment, a note, an assignment, a change of state, ...
 *
 * @param conversationId Intercom's id of the conversation
 * @param id Intercom's id of the part
 * @param assignedTo the id of the admin or team that the part assigned the conversation to
 * @param author the author of the part
 * @param body the text as HTML; {@code null} for parts without one
 * @param createdAt when it was made, to the second
 * @param notifiedAt when the contact was notified of it
 * @param partType the type: {@code comment}, {@code note}, {@code assignment}, ...
 * @param updatedAt when it was last changed, to the second
 * @param assignedToType the type of {@code assigned_to}: {@code admin}, {@code team}, {@code bot} or {@code nobody_admin}
 * @param attachments the files sent with it; empty when there are none
 * @param externalId your own id of the part
 * @param redacted whether the text was removed later
 * @param state the state of the conversation when the part was made
 * @param appPackageCode the code of the app that made it
 * @param tags its tags; empty when there are none
 * @param eventDetails the details of the event, for a part that records one
 * @param metadata the quick replies offered
 * @param emailMessageMetadata the headers of an e-mail
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record ConversationPart(
        String conversationId,
        String id,
        @Nullable String assignedTo,
        @Nullable Author author,
        @Nullable String body,
        @Nullable Instant createdAt,
        @Nullable Instant notifiedAt,
        @Nullable String partType,
        @Nullable Instant updatedAt,
        @Nullable String assignedToType,
        List<Attachment> attachments,
        @Nullable String externalId,
        @Nullable Boolean redacted,
        @Nullable String state,
        @Nullable String appPackageCode,
        List<Reference> tags,
        @Nullable NestedObject eventDetails,
        @Nullable NestedObject metadata,
        @Nullable NestedObject emailMessageMetadata,
        Map<String, @Nullable Object> extra)
        implements IntercomRecord {

    public ConversationPart {
        requireNonNull(conversationId, "conversationId");
        requireNonNull(id, "id");
        attachments = Containers.list(attachments);
        tags = Containers.list(tags);
        extra = Containers.object(extra);
    }
}
