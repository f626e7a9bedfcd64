/** Everything that is special about BigQuery. */
@NullMarked
package io.intercomsync.jdbc.internal.bigquery;

import org.jspecify.annotations.NullMarked;
