package io.intercomsync.model;

import io.intercomsync.internal.value.JsonObject;
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
        json = Containers.object(json);
    }

    /** Returns Intercom's id of the message. */
    public @Nullable String id() {
        return text("id");
    }

    /** Returns the channel in API 2.x ({@code conversation}, {@code email}, ...). */
    public @Nullable String type() {
        return text("type");
    }

    /** Returns the subject, as HTML. */
    public @Nullable String subject() {
        return text("subject");
    }

    /** Returns the text, as HTML. */
    public @Nullable String body() {
        return text("body");
    }

    /** Returns the way in which it was sent: {@code customer_initiated}, {@code automated}, ... */
    public @Nullable String deliveredAs() {
        return text("delivered_as");
    }

    /** Returns the page on which it was written. */
    public @Nullable String url() {
        return text("url");
    }

    /** Returns the author. */
    public @Nullable Author author() {
        return json.get("author") instanceof Map<?, ?> author ? new Author(JsonObject.cast(author)) : null;
    }

    /** Returns the files sent with it; empty when there are none. */
    public List<Attachment> attachments() {
        return objects("attachments").stream()
                .map(file -> new Attachment(file.json()))
                .toList();
    }

    /** Returns whether the text was removed later. */
    public @Nullable Boolean redacted() {
        return flag("redacted");
    }
}
