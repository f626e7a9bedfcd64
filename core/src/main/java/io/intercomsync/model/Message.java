package io.intercomsync.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message that started a conversation: {@code source} in API 2.x, {@code conversation_message} in 1.x.
 *
 * @param json the object as Intercom sent it
 */
public record Message(Map<String, @Nullable Object> json) implements NestedValue {

    public Message {
        json = JsonMembers.object(json);
    }

    /** Intercom's id of the message. */
    public @Nullable String id() {
        return JsonMembers.text(json, "id");
    }

    /** The channel in API 2.x ({@code conversation}, {@code email}, ...). */
    public @Nullable String type() {
        return JsonMembers.text(json, "type");
    }

    /** The subject, as HTML. */
    public @Nullable String subject() {
        return JsonMembers.text(json, "subject");
    }

    /** The text, as HTML. */
    public @Nullable String body() {
        return JsonMembers.text(json, "body");
    }

    /** How it was sent: {@code customer_initiated}, {@code automated}, ... */
    public @Nullable String deliveredAs() {
        return JsonMembers.text(json, "delivered_as");
    }

    /** The page on which it was written. */
    public @Nullable String url() {
        return JsonMembers.text(json, "url");
    }

    /** Who wrote it. */
    public @Nullable Author author() {
        return JsonMembers.nested(json, "author", Author::new);
    }

    /** The files sent with it; empty when there are none. */
    public List<Attachment> attachments() {
        return JsonMembers.nestedList(json, "attachments", Attachment::new);
    }

    /** Whether the text was removed later. */
    public @Nullable Boolean redacted() {
        return JsonMembers.flag(json, "redacted");
    }
}
