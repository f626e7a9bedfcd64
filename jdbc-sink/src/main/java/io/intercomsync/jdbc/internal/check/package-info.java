/** Checks a warehouse before anything is made in it. */
@NullMarked
package io.intercomsync.jdbc.internal.check;

import org.jspecify.annotations.NullMarked;
