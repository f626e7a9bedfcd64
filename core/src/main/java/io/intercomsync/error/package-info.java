/** The exceptions that this library throws on purpose. */
@NullMarked
package io.intercomsync.error;

import org.jspecify.annotations.NullMarked;
