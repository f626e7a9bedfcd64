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
        json = Values.object(json);
    }

    /** Intercom's id of the message. */
    public @Nullable String id() {
        return Values.text(json, "id");
    }

    /** The channel in API 2.x ({@code conversation}, {@code email}, ...). */
    public @Nullable String type() {
        return Values.text(json, "type");
    }

    /** The subject, as HTML. */
    public @Nullable String subject() {
        return Values.text(json, "subject");
    }

    /** The text, as HTML. */
    public @Nullable String body() {
        return Values.text(json, "body");
    }

    /** How it was sent: {@code customer_initiated}, {@code automated}, ... */
    public @Nullable String deliveredAs() {
        return Values.text(json, "delivered_as");
    }

    /** The page on which it was written. */
    public @Nullable String url() {
        return Values.text(json, "url");
    }

    /** Who wrote it. */
    public @Nullable Author author() {
        return Values.nested(json, "author", Author::new);
    }

    /** The files sent with it; empty when there are none. */
    public List<Attachment> attachments() {
        return Values.nestedList(json, "attachments", Attachment::new);
    }

    /** Whether the text was removed later. */
    public @Nullable Boolean redacted() {
        return Values.flag(json, "redacted");
    }
}
