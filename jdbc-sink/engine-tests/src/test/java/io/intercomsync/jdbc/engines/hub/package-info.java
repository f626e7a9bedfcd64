/** The hub with real warehouses: kills, warehouses that are down, a disk that is full. */
@NullMarked
package io.intercomsync.jdbc.engines.hub;

import org.jspecify.annotations.NullMarked;
