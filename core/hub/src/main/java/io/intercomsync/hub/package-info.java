/** The hub: an embedded store between source runs and warehouse runs. */
@NullMarked
package io.intercomsync.hub;

import org.jspecify.annotations.NullMarked;
