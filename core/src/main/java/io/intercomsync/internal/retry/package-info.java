/** When to ask: the pace that Intercom allows, the backoff after a fault, and the one place that blocks. */
@NullMarked
package io.intercomsync.internal.retry;

import org.jspecify.annotations.NullMarked;
