/** Stores collections as tables of a database, through JDBC. */
@NullMarked
package io.intercomsync.jdbc;

import org.jspecify.annotations.NullMarked;
