/** Custom attributes as columns: names, types, and the values in the JSON of a row. */
@NullMarked
package io.intercomsync.jdbc.internal.attribute;

import org.jspecify.annotations.NullMarked;
