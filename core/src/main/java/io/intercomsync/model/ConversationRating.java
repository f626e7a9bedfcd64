package io.intercomsync.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a contact rated a conversation.
 *
 * @param json the object as Intercom sent it
 */
public record ConversationRating(Map<String, @Nullable Object> json) implements NestedValue {

    public ConversationRating {
        json = JsonMembers.object(json);
    }

    /** 1 (worst) to 5 (best). */
    public @Nullable Long rating() {
        return JsonMembers.integer(json, "rating");
    }

    /** What the contact added. */
    public @Nullable String remark() {
        return JsonMembers.text(json, "remark");
    }

    /** When the rating was asked for. */
    public @Nullable Instant createdAt() {
        return JsonMembers.time(json, "created_at");
    }

    /** When the rating was last changed. */
    public @Nullable Instant updatedAt() {
        return JsonMembers.time(json, "updated_at");
    }

    /** Who rated. */
    public @Nullable Reference contact() {
        return JsonMembers.nested(json, "contact", Reference::new);
    }

    /** Who was rated. */
    public @Nullable Reference teammate() {
        return JsonMembers.nested(json, "teammate", Reference::new);
    }
}
