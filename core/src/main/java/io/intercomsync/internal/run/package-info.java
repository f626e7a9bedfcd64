/** One run: feeds read side by side into a bounded queue, and one writer that hands what they read to the sink. */
@NullMarked
package io.intercomsync.internal.run;

import org.jspecify.annotations.NullMarked;
