/** Statements that every dialect shares. */
@NullMarked
package io.intercomsync.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
