package io.intercomsync.model;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A company whose people use your product.
 *
 * @param id Intercom's id of the company
 * @param companyId your own id of the company
 * @param createdAt when the company was added to Intercom, to the second
 * @param remoteCreatedAt when you created the company
 * @param updatedAt when the company was last changed, to the second
 * @param lastRequestAt when somebody of the company last made a request
 * @param name the name
 * @param customAttributes the custom attributes by name, case-sensitive; empty when there are none
 * @param sessionCount how many sessions its people had
 * @param monthlySpend how much you earn with the company a month
 * @param userCount how many users it has
 * @param plan the name of its plan
 * @param size how many people work there
 * @param website the URL of its website
 * @param industry the industry it works in
 * @param planId Intercom's id of its plan
 * @param tags the tags on the company with their names; empty when there are none
 * @param segments the segments that the company is in; empty when there are none
 * @param extra all other fields of the object, by Intercom's names; empty when there are none
 */
public record Company(
        String id,
        @Nullable String companyId,
        @Nullable Instant createdAt,
        @Nullable Instant remoteCreatedAt,
        @Nullable Instant updatedAt,
        @Nullable Instant lastRequestAt,
        @Nullable String name,
        Map<String, @Nullable Object> customAttributes,
        @Nullable Long sessionCount,
        @Nullable BigDecimal monthlySpend,
        @Nullable Long userCount,
        @Nullable String plan,
        @Nullable Long size,
        @Nullable String website,
        @Nullable String industry,
        @Nullable String planId,
        List<Reference> tags,
        List<Reference> segments,
        Map<String, @Nullable Object> extra)
        implements IntercomRecord {

    public Company {
        requireNonNull(id, "id");
        customAttributes = Containers.object(customAttributes);
        tags = Containers.list(tags);
        segments = Containers.list(segments);
        extra = Containers.object(extra);
    }
}
