@NullMarked
package io.intercomsync.jdbc.engines.history;

import org.jspecify.annotations.NullMarked;
