/** Records runs and flushes as Micrometer metrics. No other package shows a type of Micrometer. */
@NullMarked
package io.intercomsync.micrometer;

import org.jspecify.annotations.NullMarked;
