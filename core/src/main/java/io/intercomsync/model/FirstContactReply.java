package io.intercomsync.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first reply of a contact to a conversation.
 *
 * @param json the object as Intercom sent it
 */
public record FirstContactReply(Map<String, @Nullable Object> json) implements NestedValue {

    public FirstContactReply {
        json = Containers.object(json);
    }

    /** Returns when it was sent. */
    public @Nullable Instant createdAt() {
        return time("created_at");
    }

    /** Returns the channel. */
    public @Nullable String type() {
        return text("type");
    }

    /** Returns the page on which it was written. */
    public @Nullable String url() {
        return text("url");
    }
}
