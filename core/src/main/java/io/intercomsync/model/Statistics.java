package io.intercomsync.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures that Intercom keeps of a conversation. Durations are in seconds; most leave out the time outside office hours.
 *
 * @param json the object as Intercom sent it
 */
public record Statistics(Map<String, @Nullable Object> json) implements NestedValue {

    public Statistics {
        json = Values.object(json);
    }

    /** Seconds. */
    public @Nullable Long timeToAssignment() {
        return Values.integer(json, "time_to_assignment");
    }

    /** Seconds. */
    public @Nullable Long timeToAdminReply() {
        return Values.integer(json, "time_to_admin_reply");
    }

    /** Seconds. */
    public @Nullable Long timeToFirstClose() {
        return Values.integer(json, "time_to_first_close");
    }

    /** Seconds. */
    public @Nullable Long timeToLastClose() {
        return Values.integer(json, "time_to_last_close");
    }

    /** Seconds. */
    public @Nullable Long medianTimeToReply() {
        return Values.integer(json, "median_time_to_reply");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant firstContactReplyAt() {
        return Values.time(json, "first_contact_reply_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant firstAssignmentAt() {
        return Values.time(json, "first_assignment_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant firstAdminReplyAt() {
        return Values.time(json, "first_admin_reply_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant firstCloseAt() {
        return Values.time(json, "first_close_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant lastAssignmentAt() {
        return Values.time(json, "last_assignment_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant lastAssignmentAdminReplyAt() {
        return Values.time(json, "last_assignment_admin_reply_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant lastContactReplyAt() {
        return Values.time(json, "last_contact_reply_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant lastAdminReplyAt() {
        return Values.time(json, "last_admin_reply_at");
    }

    /** When it was; {@code null} if it has not been. */
    public @Nullable Instant lastCloseAt() {
        return Values.time(json, "last_close_at");
    }

    /** The id of the admin who closed it last. */
    public @Nullable String lastClosedById() {
        return Values.text(json, "last_closed_by_id");
    }

    /** How many there were. */
    public @Nullable Long countReopens() {
        return Values.integer(json, "count_reopens");
    }

    /** How many there were. */
    public @Nullable Long countAssignments() {
        return Values.integer(json, "count_assignments");
    }

    /** How many parts there are, the message that started the conversation included. */
    public @Nullable Long countConversationParts() {
        return Values.integer(json, "count_conversation_parts");
    }

    /** Seconds. */
    public @Nullable Long handlingTime() {
        return Values.integer(json, "handling_time");
    }

    /** Seconds. */
    public @Nullable Long adjustedHandlingTime() {
        return Values.integer(json, "adjusted_handling_time");
    }
}
