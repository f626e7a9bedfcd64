package io.intercomsync.internal.resource;

import io.intercomsync.internal.api.Calls;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cheap request that shows whether the token may use an endpoint of a resource.
 *
 * @param permission the permission that the endpoint takes, as Intercom's Developer Hub names it
 * @param benefit the use of an optional permission, as the end of the sentence "the library ..."; {@code null} if the permission
 *     is required
 * @param request makes the request; it throws if Intercom refuses
 */
public record AccessProbe(String permission, @Nullable String benefit, Consumer<Calls> request) {

    /** Returns the probe of a required endpoint. */
    public static AccessProbe required(String permission, Consumer<Calls> request) {
        return new AccessProbe(permission, null, request);
    }

    /** Returns the probe of an optional endpoint. */
    static AccessProbe optional(String permission, String benefit, Consumer<Calls> request) {
        return new AccessProbe(permission, benefit, request);
    }
}
