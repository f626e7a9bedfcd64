package io.intercomsync.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service level agreement that applies to a conversation.
 *
 * @param json the object as Intercom sent it
 */
public record SlaApplied(Map<String, @Nullable Object> json) implements NestedValue {

    public SlaApplied {
        json = JsonMembers.object(json);
    }

    /** The type of the agreement. */
    public @Nullable String type() {
        return JsonMembers.text(json, "type");
    }

    /** Its name. */
    public @Nullable String slaName() {
        return JsonMembers.text(json, "sla_name");
    }

    /** {@code hit}, {@code missed}, {@code cancelled} or {@code active}. */
    public @Nullable String slaStatus() {
        return JsonMembers.text(json, "sla_status");
    }
}
