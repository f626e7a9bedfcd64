/** Everything that is special about MySQL. */
@NullMarked
package io.intercomsync.jdbc.internal.mysql;

import org.jspecify.annotations.NullMarked;
