/** The hub on a disk that is full. */
@NullMarked
package io.intercomsync.hub.faults;

import org.jspecify.annotations.NullMarked;
