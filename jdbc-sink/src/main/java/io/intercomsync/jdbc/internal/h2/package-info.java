/** Everything that is special about H2. */
@NullMarked
package io.intercomsync.jdbc.internal.h2;

import org.jspecify.annotations.NullMarked;
