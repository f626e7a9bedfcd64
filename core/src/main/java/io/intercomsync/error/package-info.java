/** Everything that is thrown on purpose. */
@NullMarked
package io.intercomsync.error;

import org.jspecify.annotations.NullMarked;
