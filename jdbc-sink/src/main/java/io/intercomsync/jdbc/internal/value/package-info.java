/** Names, times and texts as databases take them. */
@NullMarked
package io.intercomsync.jdbc.internal.value;

import org.jspecify.annotations.NullMarked;
