package io.intercomsync.fake.http;

import java.time.Instant;

/**
 * What one window of the rate limit saw.
 *
 * @param start its first moment; it lasts ten seconds
 * @param requests how many requests came in it, with a token that is known
 * @param refused how many of them were answered with 429
 */
public record RequestWindow(Instant start, int requests, int refused) {}
