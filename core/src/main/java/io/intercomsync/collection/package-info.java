/** The nine collections and the neutral shape of their records: columns and rows. */
@NullMarked
package io.intercomsync.collection;

import org.jspecify.annotations.NullMarked;
