/** Opens, shares and closes connections, and holds the writer's place. */
@NullMarked
package io.intercomsync.jdbc.internal.connect;

import org.jspecify.annotations.NullMarked;
