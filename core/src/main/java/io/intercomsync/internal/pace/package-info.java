/** Keeps to Intercom's rate limit and backs off after faults. */
@NullMarked
package io.intercomsync.internal.pace;

import org.jspecify.annotations.NullMarked;
