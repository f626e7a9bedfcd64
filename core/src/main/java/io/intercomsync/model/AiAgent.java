package io.intercomsync.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Intercom's AI agent did in a conversation.
 *
 * @param json the object as Intercom sent it
 */
public record AiAgent(Map<String, @Nullable Object> json) implements NestedValue {

    public AiAgent {
        json = JsonMembers.object(json);
    }

    /** What started it. */
    public @Nullable String sourceType() {
        return JsonMembers.text(json, "source_type");
    }

    /** The title of what started it. */
    public @Nullable String sourceTitle() {
        return JsonMembers.text(json, "source_title");
    }

    /** The type of its last answer. */
    public @Nullable String lastAnswerType() {
        return JsonMembers.text(json, "last_answer_type");
    }

    /** How it ended. */
    public @Nullable String resolutionState() {
        return JsonMembers.text(json, "resolution_state");
    }

    /** The rating that its answers got. */
    public @Nullable Long rating() {
        return JsonMembers.integer(json, "rating");
    }

    /** What was added to the rating. */
    public @Nullable String ratingRemark() {
        return JsonMembers.text(json, "rating_remark");
    }

    /** When it joined. */
    public @Nullable Instant createdAt() {
        return JsonMembers.time(json, "created_at");
    }

    /** When this was last changed. */
    public @Nullable Instant updatedAt() {
        return JsonMembers.time(json, "updated_at");
    }
}
