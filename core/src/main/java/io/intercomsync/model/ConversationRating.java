package io.intercomsync.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rating of a conversation by a contact.
 *
 * @param json the object as Intercom sent it
 */
public record ConversationRating(Map<String, @Nullable Object> json) implements NestedValue {

    public ConversationRating {
        json = Containers.object(json);
    }

    /** Returns the rating, from 1 (worst) to 5 (best). */
    public @Nullable Long rating() {
        return integer("rating");
    }

    /** Returns the remark of the contact. */
    public @Nullable String remark() {
        return text("remark");
    }

    /** Returns when Intercom asked for the rating. */
    public @Nullable Instant createdAt() {
        return time("created_at");
    }

    /** Returns when the rating was last changed. */
    public @Nullable Instant updatedAt() {
        return time("updated_at");
    }

    /** Returns the contact who gave the rating; API 1.x calls it the customer. */
    public @Nullable Reference contact() {
        Reference contact = reference("contact");
        return contact == null ? reference("customer") : contact;
    }

    /** Returns the teammate who received the rating. */
    public @Nullable Reference teammate() {
        return reference("teammate");
    }
}
