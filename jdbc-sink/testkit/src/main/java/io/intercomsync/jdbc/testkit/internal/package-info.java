/** Parts of the contract that the tests of this library share. */
@NullMarked
package io.intercomsync.jdbc.testkit.internal;

import org.jspecify.annotations.NullMarked;
