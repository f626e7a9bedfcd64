/** How far a feed has been read, and where that is kept. */
@NullMarked
package io.intercomsync.checkpoint;

import org.jspecify.annotations.NullMarked;
