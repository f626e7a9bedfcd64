/** Loads rows through a staging table, and asks catalogs by queries: what several dialects share. */
@NullMarked
package io.intercomsync.jdbc.internal.staging;

import org.jspecify.annotations.NullMarked;
