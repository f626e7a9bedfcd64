package io.intercomsync.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statistics that Intercom keeps about a conversation. A value is {@code null} if Intercom sends none, for example because an
 * event has not happened yet, or if it has another type. The meanings are those of Intercom's description of its API.
 *
 * @param json the object as Intercom sent it
 */
public record Statistics(Map<String, @Nullable Object> json) implements NestedValue {

    public Statistics {
        json = Containers.object(json);
    }

    /** Returns the time to the last assignment before the first reply of an admin, in seconds. */
    public @Nullable Long timeToAssignment() {
        return integer("time_to_assignment");
    }

    /** Returns the time to the first reply of an admin, in seconds within office hours. */
    public @Nullable Long timeToAdminReply() {
        return integer("time_to_admin_reply");
    }

    /** Returns the time to the first close, in seconds within office hours. */
    public @Nullable Long timeToFirstClose() {
        return integer("time_to_first_close");
    }

    /** Returns the time to the last close, in seconds within office hours. */
    public @Nullable Long timeToLastClose() {
        return integer("time_to_last_close");
    }

    /** Returns the median time that a contact waited for the reply of an admin, in seconds within office hours. */
    public @Nullable Long medianTimeToReply() {
        return integer("median_time_to_reply");
    }

    /** Returns when the contact first wrote a part with text. */
    public @Nullable Instant firstContactReplyAt() {
        return time("first_contact_reply_at");
    }

    /** Returns when it was first assigned after {@link #firstContactReplyAt()}. */
    public @Nullable Instant firstAssignmentAt() {
        return time("first_assignment_at");
    }

    /** Returns when an admin first replied after {@link #firstContactReplyAt()}. */
    public @Nullable Instant firstAdminReplyAt() {
        return time("first_admin_reply_at");
    }

    /** Returns when it was first closed after {@link #firstContactReplyAt()}. */
    public @Nullable Instant firstCloseAt() {
        return time("first_close_at");
    }

    /** Returns when it was last assigned after {@link #firstContactReplyAt()}. */
    public @Nullable Instant lastAssignmentAt() {
        return time("last_assignment_at");
    }

    /** Returns when an admin first replied after the last assignment. */
    public @Nullable Instant lastAssignmentAdminReplyAt() {
        return time("last_assignment_admin_reply_at");
    }

    /** Returns when the last part of a contact was written. */
    public @Nullable Instant lastContactReplyAt() {
        return time("last_contact_reply_at");
    }

    /** Returns when the last part of an admin was written. */
    public @Nullable Instant lastAdminReplyAt() {
        return time("last_admin_reply_at");
    }

    /** Returns when it was last closed. */
    public @Nullable Instant lastCloseAt() {
        return time("last_close_at");
    }

    /** Returns the id of the admin who closed it last. */
    public @Nullable String lastClosedById() {
        return text("last_closed_by_id");
    }

    /** Returns how often the conversation was opened again after {@link #firstContactReplyAt()}. */
    public @Nullable Long countReopens() {
        return integer("count_reopens");
    }

    /** Returns how often it was assigned after {@link #firstContactReplyAt()}. */
    public @Nullable Long countAssignments() {
        return integer("count_assignments");
    }

    /** Returns the number of parts, including the message that started the conversation. */
    public @Nullable Long countConversationParts() {
        return integer("count_conversation_parts");
    }

    /** Returns the time from each assignment to a team to the first reply of the team, in seconds. */
    public List<NestedObject> assignedTeamFirstResponseTime() {
        return objects("assigned_team_first_response_time");
    }

    /** Returns the same times as {@link #assignedTeamFirstResponseTime()}, in seconds within office hours. */
    public List<NestedObject> assignedTeamFirstResponseTimeInOfficeHours() {
        return objects("assigned_team_first_response_time_in_office_hours");
    }

    /** Returns the time from the assignment to the close, in seconds. */
    public @Nullable Long handlingTime() {
        return integer("handling_time");
    }

    /** Returns the part of {@link #handlingTime()} in which admins were at work on it, in seconds. */
    public @Nullable Long adjustedHandlingTime() {
        return integer("adjusted_handling_time");
    }
}
