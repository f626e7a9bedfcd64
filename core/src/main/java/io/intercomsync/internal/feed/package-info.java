/** Names the parts of reading: feeds, slices, items and the output that takes them. */
@NullMarked
package io.intercomsync.internal.feed;

import org.jspecify.annotations.NullMarked;
