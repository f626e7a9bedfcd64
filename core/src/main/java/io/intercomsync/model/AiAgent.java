package io.intercomsync.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of Intercom's AI agent in a conversation.
 *
 * @param json the object as Intercom sent it
 */
public record AiAgent(Map<String, @Nullable Object> json) implements NestedValue {

    public AiAgent {
        json = Containers.object(json);
    }

    /** Returns the kind of flow that started the AI agent. */
    public @Nullable String sourceType() {
        return text("source_type");
    }

    /** Returns the title of the flow that started the AI agent. */
    public @Nullable String sourceTitle() {
        return text("source_title");
    }

    /** Returns the type of its last answer. */
    public @Nullable String lastAnswerType() {
        return text("last_answer_type");
    }

    /** Returns the outcome, as Intercom names it. */
    public @Nullable String resolutionState() {
        return text("resolution_state");
    }

    /** Returns the rating of its answers. */
    public @Nullable Long rating() {
        return integer("rating");
    }

    /** Returns the remark beside the rating. */
    public @Nullable String ratingRemark() {
        return text("rating_remark");
    }

    /** Returns when the rating of its answers was created. */
    public @Nullable Instant createdAt() {
        return time("created_at");
    }

    /** Returns when the rating of its answers was last changed. */
    public @Nullable Instant updatedAt() {
        return time("updated_at");
    }

    /** Returns the sources of its answers; empty if Intercom names none. */
    public List<NestedObject> contentSources() {
        NestedObject list = object("content_sources");
        return list == null ? List.of() : list.objects("content_sources");
    }
}
