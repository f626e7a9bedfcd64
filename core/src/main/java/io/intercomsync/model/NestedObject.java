package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A nested object whose members have no columns of their own. Its members are those of Intercom's API: {@code
 * conversation.channel().text("current")}, for example.
 *
 * @param json the object as Intercom sent it
 */
public record NestedObject(Map<String, @Nullable Object> json) implements NestedValue {

    public NestedObject {
        json = Containers.object(json);
    }
}
