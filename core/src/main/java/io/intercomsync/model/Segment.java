package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group of people or of companies, defined by rules.
 *
 * @param id Intercom's id of the segment
 * @param name the name
 * @param createdAt when the segment was created, to the second
 * @param updatedAt when the segment was changed, to the second
 * @param personType the kind of its members as Intercom sends it: {@code user}, or {@code contact} for leads
 * @param count the number of its members
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record Segment(
        String id,
        @Nullable String name,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String personType,
        @Nullable Long count,
        Map<String, @Nullable Object> extra)
        implements IntercomRecord {

    public Segment {
        requireNonNull(id, "id");
        extra = Containers.object(extra);
    }
}
