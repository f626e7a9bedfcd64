/** The views over the tables. */
@NullMarked
package io.intercomsync.jdbc.internal.relation;

import org.jspecify.annotations.NullMarked;
