/** A sink that keeps the collections as tables of a database, reached through JDBC. */
@NullMarked
package io.intercomsync.jdbc;

import org.jspecify.annotations.NullMarked;
