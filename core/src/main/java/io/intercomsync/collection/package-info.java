/** The nine collections and the neutral form of their records: columns and rows. */
@NullMarked
package io.intercomsync.collection;

import org.jspecify.annotations.NullMarked;
