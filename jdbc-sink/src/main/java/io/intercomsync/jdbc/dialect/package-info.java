/** Describes databases to the JDBC sink: {@link io.intercomsync.jdbc.dialect.Dialect} and the small types that it gives and takes. */
@NullMarked
package io.intercomsync.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
