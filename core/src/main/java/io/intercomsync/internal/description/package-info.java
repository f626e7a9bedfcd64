/** The texts of collections and columns. */
@NullMarked
package io.intercomsync.internal.description;

import org.jspecify.annotations.NullMarked;
