@NullMarked
package io.intercomsync.jdbc.engines.connection;

import org.jspecify.annotations.NullMarked;
