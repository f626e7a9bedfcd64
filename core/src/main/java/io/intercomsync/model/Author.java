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
}
