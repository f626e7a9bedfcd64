/** The entry points: the client of a workspace, the engine that copies it, and the scheduler. */
@NullMarked
package io.intercomsync;

import org.jspecify.annotations.NullMarked;
