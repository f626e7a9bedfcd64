package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mention of another object: at least its id, often its type, for tags also its name.
 *
 * @param json the object as Intercom sent it
 */
public record Reference(Map<String, @Nullable Object> json) implements NestedValue {

    public Reference {
        json = Containers.object(json);
    }

    /** Returns Intercom's id of the object; {@code null} for nobody. */
    public @Nullable String id() {
        return text("id");
    }

    /** Returns the type of the object: {@code tag}, {@code company}, {@code admin}, ... */
    public @Nullable String type() {
        return text("type");
    }

    /** Returns the name of the object; {@code null} where Intercom does not send it. */
    public @Nullable String name() {
        return text("name");
    }
}
