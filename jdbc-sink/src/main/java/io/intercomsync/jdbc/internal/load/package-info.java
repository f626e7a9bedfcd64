/** Stores changes: rows, removals and the checkpoint, in one transaction. */
@NullMarked
package io.intercomsync.jdbc.internal.load;

import org.jspecify.annotations.NullMarked;
