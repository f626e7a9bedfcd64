/** The programs that the documents show. */
@NullMarked
package io.intercomsync.examples;

import org.jspecify.annotations.NullMarked;
