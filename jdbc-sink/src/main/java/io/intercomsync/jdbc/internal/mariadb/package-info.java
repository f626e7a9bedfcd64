/** Everything that is special about MariaDB. */
@NullMarked
package io.intercomsync.jdbc.internal.mariadb;

import org.jspecify.annotations.NullMarked;
