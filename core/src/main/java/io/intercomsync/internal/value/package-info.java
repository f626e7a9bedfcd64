/** JSON as unmodifiable Java values, and the numbers, times and ids in it. It depends on the JDK alone. */
@NullMarked
package io.intercomsync.internal.value;

import org.jspecify.annotations.NullMarked;
