package io.intercomsync.internal.api;

import io.intercomsync.internal.pace.RateHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The workspace of the token, and what the headers of the answer tell.
 *
 * @param me the workspace
 * @param rate the headers about the rate limit
 * @param version the API version of the answer; {@code null} if Intercom does not say
 */
public record WorkspaceAnswer(
        WorkspaceInfo me, RateHeaders rate, @Nullable String version) {}
