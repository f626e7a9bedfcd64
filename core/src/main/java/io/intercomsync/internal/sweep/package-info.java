/** Finds and proves deletions by reading a whole collection. */
@NullMarked
package io.intercomsync.internal.sweep;

import org.jspecify.annotations.NullMarked;
