package io.intercomsync.internal.resource;

import io.intercomsync.internal.api.Calls;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cheap request that shows whether the token may use an endpoint of a resource.
 *
 * @param permission the permission that the endpoint takes, as Intercom's Developer Hub names it
 * @param benefit for an optional permission, the sentence "the library ..." about what it adds; {@code null} if the resource cannot be read without it
 * @param request makes the request; it throws if Intercom refuses
 */
public record AccessProbe(String permission, @Nullable String benefit, Consumer<Calls> request) {

    /** Returns the probe of an endpoint without which the resource cannot be read. */
    public static AccessProbe required(String permission, Consumer<Calls> request) {
        return new AccessProbe(permission, null, request);
    }

    /** Returns the probe of an endpoint without which the resource can be read all the same. */
    static AccessProbe optional(String permission, String benefit, Consumer<Calls> request) {
        return new AccessProbe(permission, benefit, request);
    }
}
