@NullMarked
package io.intercomsync.hub.architecture;

import org.jspecify.annotations.NullMarked;
