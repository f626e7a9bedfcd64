/** Reads chains of pages, scrolls and searches cut into ranges of time. */
@NullMarked
package io.intercomsync.internal.paging;

import org.jspecify.annotations.NullMarked;
