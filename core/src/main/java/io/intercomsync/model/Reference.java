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
        json = JsonMembers.object(json);
    }

    /** Intercom's id of the object; {@code null} for nobody. */
    public @Nullable String id() {
        return JsonMembers.text(json, "id");
    }

    /** What it is: {@code tag}, {@code company}, {@code admin}, ... */
    public @Nullable String type() {
        return JsonMembers.text(json, "type");
    }

    /** Its name, where Intercom says it. */
    public @Nullable String name() {
        return JsonMembers.text(json, "name");
    }
}
