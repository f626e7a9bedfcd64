@NullMarked
package io.intercomsync.jdbc.engines;

import org.jspecify.annotations.NullMarked;
