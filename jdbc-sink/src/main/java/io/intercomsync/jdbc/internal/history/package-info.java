/** The tables that keep the versions of rows. */
@NullMarked
package io.intercomsync.jdbc.internal.history;

import org.jspecify.annotations.NullMarked;
