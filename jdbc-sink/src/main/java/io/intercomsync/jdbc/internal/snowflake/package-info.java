/** Everything that is special about Snowflake. */
@NullMarked
package io.intercomsync.jdbc.internal.snowflake;

import org.jspecify.annotations.NullMarked;
