/** Creates and extends the tables of a schema, and makes the views over them. */
@NullMarked
package io.intercomsync.jdbc.internal.schema;

import org.jspecify.annotations.NullMarked;
