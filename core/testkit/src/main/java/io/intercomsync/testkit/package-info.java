/** The rules of sinks and checkpoint stores, as test classes to extend. */
@NullMarked
package io.intercomsync.testkit;

import org.jspecify.annotations.NullMarked;
