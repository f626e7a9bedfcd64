/** Guards calls to code that the application brings: sinks, checkpoint stores, thread factories, clocks, listeners. */
@NullMarked
package io.intercomsync.internal.foreign;

import org.jspecify.annotations.NullMarked;
