/** JSON as unmodifiable Java values, and the times in it: what all else is made of. It depends on the JDK alone. */
@NullMarked
package io.intercomsync.internal.value;

import org.jspecify.annotations.NullMarked;
