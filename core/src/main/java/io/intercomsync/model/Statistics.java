package io.intercomsync.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures that Intercom keeps of a conversation. Each is {@code null} where Intercom sends none, as for what has not
 * happened yet, or where what it sends has another type. What each one means is taken from Intercom's description of its API.
 *
 * @param json the object as Intercom sent it
 */
public record Statistics(Map<String, @Nullable Object> json) implements NestedValue {

    public Statistics {
        json = JsonMembers.object(json);
    }

    /** How long it took to the last assignment before the first reply of an admin, in seconds. */
    public @Nullable Long timeToAssignment() {
        return JsonMembers.integer(json, "time_to_assignment");
    }

    /** How long it took to the first reply of an admin, in seconds within office hours. */
    public @Nullable Long timeToAdminReply() {
        return JsonMembers.integer(json, "time_to_admin_reply");
    }

    /** How long it took to the first close, in seconds within office hours. */
    public @Nullable Long timeToFirstClose() {
        return JsonMembers.integer(json, "time_to_first_close");
    }

    /** How long it took to the last close, in seconds within office hours. */
    public @Nullable Long timeToLastClose() {
        return JsonMembers.integer(json, "time_to_last_close");
    }

    /** The median of how long a contact waited for the reply of an admin, in seconds within office hours. */
    public @Nullable Long medianTimeToReply() {
        return JsonMembers.integer(json, "median_time_to_reply");
    }

    /** When the contact first wrote a part with text. */
    public @Nullable Instant firstContactReplyAt() {
        return JsonMembers.time(json, "first_contact_reply_at");
    }

    /** When it was first assigned after {@link #firstContactReplyAt()}. */
    public @Nullable Instant firstAssignmentAt() {
        return JsonMembers.time(json, "first_assignment_at");
    }

    /** When an admin first replied after {@link #firstContactReplyAt()}. */
    public @Nullable Instant firstAdminReplyAt() {
        return JsonMembers.time(json, "first_admin_reply_at");
    }

    /** When it was first closed after {@link #firstContactReplyAt()}. */
    public @Nullable Instant firstCloseAt() {
        return JsonMembers.time(json, "first_close_at");
    }

    /** When it was last assigned after {@link #firstContactReplyAt()}. */
    public @Nullable Instant lastAssignmentAt() {
        return JsonMembers.time(json, "last_assignment_at");
    }

    /** When an admin first replied after the last assignment. */
    public @Nullable Instant lastAssignmentAdminReplyAt() {
        return JsonMembers.time(json, "last_assignment_admin_reply_at");
    }

    /** When the last part of a contact was written. */
    public @Nullable Instant lastContactReplyAt() {
        return JsonMembers.time(json, "last_contact_reply_at");
    }

    /** When the last part of an admin was written. */
    public @Nullable Instant lastAdminReplyAt() {
        return JsonMembers.time(json, "last_admin_reply_at");
    }

    /** When it was last closed. */
    public @Nullable Instant lastCloseAt() {
        return JsonMembers.time(json, "last_close_at");
    }

    /** The id of the admin who closed it last. */
    public @Nullable String lastClosedById() {
        return JsonMembers.text(json, "last_closed_by_id");
    }

    /** How often it was opened again after {@link #firstContactReplyAt()}. */
    public @Nullable Long countReopens() {
        return JsonMembers.integer(json, "count_reopens");
    }

    /** How often it was assigned after {@link #firstContactReplyAt()}. */
    public @Nullable Long countAssignments() {
        return JsonMembers.integer(json, "count_assignments");
    }

    /** How many parts there are, the message that started the conversation included. */
    public @Nullable Long countConversationParts() {
        return JsonMembers.integer(json, "count_conversation_parts");
    }

    /** From the assignment to the close, in seconds. */
    public @Nullable Long handlingTime() {
        return JsonMembers.integer(json, "handling_time");
    }

    /** The part of {@link #handlingTime()} in which admins were at work on it, in seconds. */
    public @Nullable Long adjustedHandlingTime() {
        return JsonMembers.integer(json, "adjusted_handling_time");
    }
}
