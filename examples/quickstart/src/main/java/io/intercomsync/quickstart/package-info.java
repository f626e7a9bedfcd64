/** Copies an Intercom workspace, or the bundled fake one, into a warehouse. */
@NullMarked
package io.intercomsync.quickstart;

import org.jspecify.annotations.NullMarked;
