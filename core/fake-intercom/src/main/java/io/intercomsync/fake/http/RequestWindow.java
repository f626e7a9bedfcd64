package io.intercomsync.fake.http;

import java.time.Instant;

/**
 * One window of the rate limit and its requests.
 *
 * @param start the beginning of the window, which lasts ten seconds
 * @param requests the number of requests with a valid token
 * @param refused the number of these requests that were answered with 429
 */
public record RequestWindow(Instant start, int requests, int refused) {}
