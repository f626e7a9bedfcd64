@NullMarked
package io.intercomsync.jdbc.engines.mariadb;

import org.jspecify.annotations.NullMarked;
