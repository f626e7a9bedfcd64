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
        json = Containers.object(json);
    }

    /** Returns the type of the agreement. */
    public @Nullable String type() {
        return text("type");
    }

    /** Returns the name of the agreement. */
    public @Nullable String slaName() {
        return text("sla_name");
    }

    /** Returns the state: {@code hit}, {@code missed}, {@code cancelled} or {@code active}. */
    public @Nullable String slaStatus() {
        return text("sla_status");
    }
}
