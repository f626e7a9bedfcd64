/** Holds how far a feed has been read: the state, and its form as checkpoints. */
@NullMarked
package io.intercomsync.internal.state;

import org.jspecify.annotations.NullMarked;
