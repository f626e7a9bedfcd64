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
 * @param personType whom it holds, as sent: {@code user}, or {@code contact} for leads
 * @param count how many it holds
 * @param extra what Intercom sends beyond the other components, by its own names; empty when there is nothing
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
