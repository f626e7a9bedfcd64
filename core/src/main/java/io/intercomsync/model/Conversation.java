package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation between contacts and admins. Its texts are in its {@linkplain ConversationPart parts}.
 *
 * @param id Intercom's id of the conversation
 * @param createdAt when it began, to the second
 * @param updatedAt when it was last changed, to the second
 * @param message the message that started it
 * @param user the first contact who takes part
 * @param assignee the assignee: the admin, else the team, else type {@code nobody_admin} without an id
 * @param open whether it is open
 * @param state {@code open}, {@code closed} or {@code snoozed}
 * @param read whether it has been read
 * @param totalCount the number of parts, by Intercom's count
 * @param tags its tags with their names; empty when there are none
 * @param title the title
 * @param priority the priority, as the API version spells it
 * @param adminAssigneeId the id of the admin it is assigned to
 * @param teamAssigneeId the id of the team it is assigned to
 * @param waitingSince since when the contact has been waiting for a reply
 * @param snoozedUntil until when it is snoozed
 * @param firstContactReply the first reply of a contact
 * @param statistics the statistics that Intercom keeps about it
 * @param conversationRating the rating by the contact
 * @param slaApplied the service level agreement that applies
 * @param aiAgent the part of the AI agent
 * @param aiAgentParticipated whether the AI agent took part
 * @param customAttributes the custom attributes by name, case-sensitive; empty when there are none
 * @param contacts the contacts who take part; empty when Intercom names none
 * @param teammates the admins who take part; empty when Intercom names none
 * @param linkedObjects the tickets and conversations linked to it; empty when there are none
 * @param ticket the ticket, if the conversation is a ticket
 * @param company the company of the conversation, from API 2.15 on
 * @param channel the channels of the conversation, from API 2.16 on
 * @param partsTruncated whether Intercom holds more parts than the 500 that it sends. Older parts are in the warehouse only if
 *     they were read before
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record Conversation(
        String id,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Message message,
        @Nullable Reference user,
        @Nullable Reference assignee,
        @Nullable Boolean open,
        @Nullable String state,
        @Nullable Boolean read,
        @Nullable Long totalCount,
        List<Reference> tags,
        @Nullable String title,
        @Nullable String priority,
        @Nullable String adminAssigneeId,
        @Nullable String teamAssigneeId,
        @Nullable Instant waitingSince,
        @Nullable Instant snoozedUntil,
        @Nullable FirstContactReply firstContactReply,
        @Nullable Statistics statistics,
        @Nullable ConversationRating conversationRating,
        @Nullable SlaApplied slaApplied,
        @Nullable AiAgent aiAgent,
        @Nullable Boolean aiAgentParticipated,
        Map<String, @Nullable Object> customAttributes,
        List<Reference> contacts,
        List<Reference> teammates,
        List<Reference> linkedObjects,
        @Nullable EmbeddedObject ticket,
        @Nullable EmbeddedObject company,
        @Nullable NestedObject channel,
        @Nullable Boolean partsTruncated,
        Map<String, @Nullable Object> extra)
        implements IntercomRecord {

    public Conversation {
        requireNonNull(id, "id");
        tags = Containers.list(tags);
        customAttributes = Containers.object(customAttributes);
        contacts = Containers.list(contacts);
        teammates = Containers.list(teammates);
        linkedObjects = Containers.list(linkedObjects);
        extra = Containers.object(extra);
    }
}
