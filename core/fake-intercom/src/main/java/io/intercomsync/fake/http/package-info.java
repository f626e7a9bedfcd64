/** HTTP traffic as a test sees it: requests that were received, windows of the rate limit, and faults to inject. */
@NullMarked
package io.intercomsync.fake.http;

import org.jspecify.annotations.NullMarked;
