/** Intercom's API: the calls that the feeds make, and what comes back. */
@NullMarked
package io.intercomsync.internal.api;

import org.jspecify.annotations.NullMarked;
