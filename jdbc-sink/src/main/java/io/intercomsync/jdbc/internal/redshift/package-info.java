/** Everything that is special about Redshift. */
@NullMarked
package io.intercomsync.jdbc.internal.redshift;

import org.jspecify.annotations.NullMarked;
