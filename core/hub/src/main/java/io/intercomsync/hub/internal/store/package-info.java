/** The file of the hub: rows by family, removals, checkpoints, and the numbered sequence of changes. */
@NullMarked
package io.intercomsync.hub.internal.store;

import org.jspecify.annotations.NullMarked;
