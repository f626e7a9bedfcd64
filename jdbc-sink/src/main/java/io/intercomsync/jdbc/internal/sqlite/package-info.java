/** Everything that is special about SQLite. */
@NullMarked
package io.intercomsync.jdbc.internal.sqlite;

import org.jspecify.annotations.NullMarked;
