/** The rules of the JDBC sink on a database, as test classes to extend. */
@NullMarked
package io.intercomsync.jdbc.testkit;

import org.jspecify.annotations.NullMarked;
