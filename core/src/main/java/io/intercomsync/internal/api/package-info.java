/** Calls Intercom's endpoints and reads their pages. */
@NullMarked
package io.intercomsync.internal.api;

import org.jspecify.annotations.NullMarked;
