/** The columns of custom attributes: added, filled and widened. */
@NullMarked
package io.intercomsync.jdbc.internal.column;

import org.jspecify.annotations.NullMarked;
