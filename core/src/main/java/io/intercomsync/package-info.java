/** The entry points: how to reach a workspace, and how to keep a copy of it. */
@NullMarked
package io.intercomsync;

import org.jspecify.annotations.NullMarked;
