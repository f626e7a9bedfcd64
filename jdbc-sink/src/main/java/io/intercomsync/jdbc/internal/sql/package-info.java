/** Statements that every dialect shares, and how definitions are run. */
@NullMarked
package io.intercomsync.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
