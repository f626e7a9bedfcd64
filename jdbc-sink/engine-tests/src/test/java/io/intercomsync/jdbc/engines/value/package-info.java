@NullMarked
package io.intercomsync.jdbc.engines.value;

import org.jspecify.annotations.NullMarked;
