package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object nested in a record that has no columns of its own. Its members are those of Intercom's API:
 * {@code conversation.statistics().time("first_close_at")}, for example.
 *
 * @param json the object as Intercom sent it
 */
public record NestedObject(Map<String, @Nullable Object> json) implements NestedValue {

    public NestedObject {
        json = Containers.object(json);
    }
}
