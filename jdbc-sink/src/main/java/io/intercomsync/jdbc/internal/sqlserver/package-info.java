/** Everything that is special about SQL Server. */
@NullMarked
package io.intercomsync.jdbc.internal.sqlserver;

import org.jspecify.annotations.NullMarked;
