/** JSON text to Java values and back, without loss of digits or characters. */
@NullMarked
package io.intercomsync.internal.json;

import org.jspecify.annotations.NullMarked;
