/** The HTTP server: receives requests, checks token, rate limit, faults and permissions, and sends the answer. */
@NullMarked
package io.intercomsync.fake.internal.server;

import org.jspecify.annotations.NullMarked;
