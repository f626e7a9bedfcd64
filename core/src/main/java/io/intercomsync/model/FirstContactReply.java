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
        json = JsonMembers.object(json);
    }

    /** When it was sent. */
    public @Nullable Instant createdAt() {
        return JsonMembers.time(json, "created_at");
    }

    /** The channel. */
    public @Nullable String type() {
        return JsonMembers.text(json, "type");
    }

    /** The page on which it was written. */
    public @Nullable String url() {
        return JsonMembers.text(json, "url");
    }
}
