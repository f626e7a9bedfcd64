/** What is special about SQLite. */
@NullMarked
package io.intercomsync.jdbc.engines.sqlite;

import org.jspecify.annotations.NullMarked;
