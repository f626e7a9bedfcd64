/** Checkpoints, which hold the positions of feeds, and their stores. */
@NullMarked
package io.intercomsync.checkpoint;

import org.jspecify.annotations.NullMarked;
