/** Faults of databases: lost connections, deadlocks, timeouts, full disks, killed servers. */
@NullMarked
package io.intercomsync.jdbc.engines.fault;

import org.jspecify.annotations.NullMarked;
