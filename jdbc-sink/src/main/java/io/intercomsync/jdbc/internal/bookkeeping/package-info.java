/** The sink's own tables: checkpoints, and the records of its columns. */
@NullMarked
package io.intercomsync.jdbc.internal.bookkeeping;

import org.jspecify.annotations.NullMarked;
