package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label for people, companies and conversations.
 *
 * @param id Intercom's id of the tag
 * @param name the name
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record Tag(String id, @Nullable String name, Map<String, @Nullable Object> extra) implements IntercomRecord {

    public Tag {
        requireNonNull(id, "id");
        extra = Containers.object(extra);
    }
}
