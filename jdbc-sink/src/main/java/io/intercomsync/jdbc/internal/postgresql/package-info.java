/** Everything that is special about PostgreSQL. */
@NullMarked
package io.intercomsync.jdbc.internal.postgresql;

import org.jspecify.annotations.NullMarked;
