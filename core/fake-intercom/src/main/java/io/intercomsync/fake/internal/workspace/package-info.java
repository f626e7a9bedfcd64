/** The objects that the workspace holds, generated and edited, and all edits. */
@NullMarked
package io.intercomsync.fake.internal.workspace;

import org.jspecify.annotations.NullMarked;
