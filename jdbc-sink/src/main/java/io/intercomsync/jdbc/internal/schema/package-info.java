/** Compares the tables that the sink wants with the tables that are there, and closes the difference. */
@NullMarked
package io.intercomsync.jdbc.internal.schema;

import org.jspecify.annotations.NullMarked;
