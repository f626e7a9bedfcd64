/** Makes calls side by side on a bounded number of threads. */
@NullMarked
package io.intercomsync.internal.parallel;

import org.jspecify.annotations.NullMarked;
