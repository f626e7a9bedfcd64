package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The author of a message or of a part of a conversation.
 *
 * @param json the object as Intercom sent it
 */
public record Author(Map<String, @Nullable Object> json) implements NestedValue {

    public Author {
        json = Containers.object(json);
    }

    /** Returns Intercom's id of the author. */
    public @Nullable String id() {
        return text("id");
    }

    /** Returns {@code user}, {@code lead}, {@code admin}, {@code bot} or {@code team}. */
    public @Nullable String type() {
        return text("type");
    }

    /** Returns the name of the author. */
    public @Nullable String name() {
        return text("name");
    }

    /** Returns the e-mail address of the author. */
    public @Nullable String email() {
        return text("email");
    }

    /** Returns whether the AI agent wrote it. */
    public @Nullable Boolean fromAiAgent() {
        return flag("from_ai_agent");
    }

    /** Returns whether it is an answer of the AI agent. */
    public @Nullable Boolean isAiAnswer() {
        return flag("is_ai_answer");
    }
}
