/** Runs a sync: plans and makes the passes over each feed, and reports how they ended. */
@NullMarked
package io.intercomsync.internal.run;

import org.jspecify.annotations.NullMarked;
