/** Reads back rows that are stored. */
@NullMarked
package io.intercomsync.jdbc.internal.read;

import org.jspecify.annotations.NullMarked;
