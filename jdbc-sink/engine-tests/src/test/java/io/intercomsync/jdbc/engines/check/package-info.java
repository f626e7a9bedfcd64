@NullMarked
package io.intercomsync.jdbc.engines.check;

import org.jspecify.annotations.NullMarked;
