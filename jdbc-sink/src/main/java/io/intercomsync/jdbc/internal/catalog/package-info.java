/** The schema and its tables as the database has them, and who made them. */
@NullMarked
package io.intercomsync.jdbc.internal.catalog;

import org.jspecify.annotations.NullMarked;
