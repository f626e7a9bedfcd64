/** What every sink and every checkpoint store must keep, as tests to extend. */
@NullMarked
package io.intercomsync.testkit;

import org.jspecify.annotations.NullMarked;
