/** Keeps data that does not fit into memory in temporary files, and locks files. */
@NullMarked
package io.intercomsync.internal.files;

import org.jspecify.annotations.NullMarked;
