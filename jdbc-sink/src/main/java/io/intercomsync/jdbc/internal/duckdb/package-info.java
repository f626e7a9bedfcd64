/** Everything that is special about DuckDB. */
@NullMarked
package io.intercomsync.jdbc.internal.duckdb;

import org.jspecify.annotations.NullMarked;
