/** Holds one class for each API resource of Intercom. */
@NullMarked
package io.intercomsync.internal.resource;

import org.jspecify.annotations.NullMarked;
