package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another object of Intercom that is sent whole inside a record: the ticket or the company of a conversation. Its members are those
 * of Intercom's API: {@code conversation.company().text("name")}, for example.
 *
 * @param json the object as Intercom sent it
 */
public record EmbeddedObject(Map<String, @Nullable Object> json) implements NestedValue {

    public EmbeddedObject {
        json = Containers.object(json);
    }

    /** Returns Intercom's id of the object. */
    public @Nullable String id() {
        return text("id");
    }
}
