/** Runs a sync: passes over each feed, the queue, the writer, checkpoints and the report. */
@NullMarked
package io.intercomsync.internal.run;

import org.jspecify.annotations.NullMarked;
