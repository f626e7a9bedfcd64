/** Stores what was read: the queue between readers and writer, the units, and the one writer. */
@NullMarked
package io.intercomsync.internal.write;

import org.jspecify.annotations.NullMarked;
