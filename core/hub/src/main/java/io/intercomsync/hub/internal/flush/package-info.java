/** One flush: what a warehouse lacks, the units that bring it there, and the position that moves with them. */
@NullMarked
package io.intercomsync.hub.internal.flush;

import org.jspecify.annotations.NullMarked;
