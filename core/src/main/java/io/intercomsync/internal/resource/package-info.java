/** Describes each API resource of Intercom by one class, and reads it by its feed. */
@NullMarked
package io.intercomsync.internal.resource;

import org.jspecify.annotations.NullMarked;
