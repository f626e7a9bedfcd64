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
        json = Values.object(json);
    }

    /** The type of the agreement. */
    public @Nullable String type() {
        return Values.text(json, "type");
    }

    /** Its name. */
    public @Nullable String slaName() {
        return Values.text(json, "sla_name");
    }

    /** {@code hit}, {@code missed}, {@code cancelled} or {@code active}. */
    public @Nullable String slaStatus() {
        return Values.text(json, "sla_status");
    }
}
