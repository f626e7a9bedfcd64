package io.intercomsync.internal.api;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The workspace of the token.
 *
 * @param workspace Intercom's id of the workspace
 * @param workspaceName the name of the workspace; empty if Intercom does not say
 * @param timezone the time zone of the workspace's days; UTC if Intercom does not say
 * @param region {@code US}, for example; {@code null} if Intercom does not say
 * @param time the time of the answer
 */
public record WorkspaceInfo(
        String workspace,
        String workspaceName,
        ZoneId timezone,
        @Nullable String region,
        ClockReading time) {}
