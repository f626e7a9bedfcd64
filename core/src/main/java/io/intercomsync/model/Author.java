package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a message or a part of a conversation.
 *
 * @param json the object as Intercom sent it
 */
public record Author(Map<String, @Nullable Object> json) implements NestedValue {

    public Author {
        json = JsonMembers.object(json);
    }

    /** Intercom's id of the author. */
    public @Nullable String id() {
        return JsonMembers.text(json, "id");
    }

    /** {@code user}, {@code lead}, {@code admin}, {@code bot} or {@code team}. */
    public @Nullable String type() {
        return JsonMembers.text(json, "type");
    }

    /** The name of the author. */
    public @Nullable String name() {
        return JsonMembers.text(json, "name");
    }

    /** The e-mail address of the author. */
    public @Nullable String email() {
        return JsonMembers.text(json, "email");
    }

    /** Whether the AI agent wrote it. */
    public @Nullable Boolean fromAiAgent() {
        return JsonMembers.flag(json, "from_ai_agent");
    }

    /** Whether it is an answer of the AI agent. */
    public @Nullable Boolean isAiAnswer() {
        return JsonMembers.flag(json, "is_ai_answer");
    }
}
