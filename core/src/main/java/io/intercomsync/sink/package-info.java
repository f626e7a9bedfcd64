/** The interface between the engine and a destination: what is stored together, and who stores it. */
@NullMarked
package io.intercomsync.sink;

import org.jspecify.annotations.NullMarked;
