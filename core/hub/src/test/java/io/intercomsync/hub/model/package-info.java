/** Compares the hub with a model in memory, over random sequences of fills, flushes and faults. */
@NullMarked
package io.intercomsync.hub.model;

import org.jspecify.annotations.NullMarked;
