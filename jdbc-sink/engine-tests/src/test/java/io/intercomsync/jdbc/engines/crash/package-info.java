@NullMarked
package io.intercomsync.jdbc.engines.crash;

import org.jspecify.annotations.NullMarked;
