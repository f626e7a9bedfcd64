/** The way of somebody who connects a workspace: consent, checks, a warehouse, then both clocks. */
@NullMarked
package io.intercomsync.jdbc.engines.gettingstarted;

import org.jspecify.annotations.NullMarked;
