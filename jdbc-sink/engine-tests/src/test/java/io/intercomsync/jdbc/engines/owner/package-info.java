@NullMarked
package io.intercomsync.jdbc.engines.owner;

import org.jspecify.annotations.NullMarked;
