package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a person or an admin.
 *
 * @param json the object as Intercom sent it
 */
public record Avatar(Map<String, @Nullable Object> json) implements NestedValue {

    public Avatar {
        json = Containers.object(json);
    }

    /** Returns the URL of the picture; {@code null} if there is none. */
    public @Nullable String imageUrl() {
        return text("image_url");
    }
}
