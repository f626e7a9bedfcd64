package io.intercomsync.internal.api;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Whose token it is.
 *
 * @param workspace Intercom's id of the workspace
 * @param workspaceName what people call it; empty if Intercom does not say
 * @param timezone where the workspace's days begin; UTC if Intercom does not say
 * @param region {@code US}, for example; {@code null} if Intercom does not say
 * @param time the time when it answered
 */
public record WorkspaceInfo(
        String workspace,
        String workspaceName,
        ZoneId timezone,
        @Nullable String region,
        ClockReading time) {}
