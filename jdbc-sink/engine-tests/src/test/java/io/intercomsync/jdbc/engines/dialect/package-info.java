@NullMarked
package io.intercomsync.jdbc.engines.dialect;

import org.jspecify.annotations.NullMarked;
