/** Tests of the dialect of SQLite alone: its file, its lock and its values. */
@NullMarked
package io.intercomsync.jdbc.engines.sqlite;

import org.jspecify.annotations.NullMarked;
