@NullMarked
package io.intercomsync.testkit;

import org.jspecify.annotations.NullMarked;
