/** JSON as maps and lists. The fake has its own reader and writer, so it cannot share mistakes with the library. */
@NullMarked
package io.intercomsync.fake.internal.json;

import org.jspecify.annotations.NullMarked;
