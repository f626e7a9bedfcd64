@NullMarked
package io.intercomsync.jdbc.architecture;

import org.jspecify.annotations.NullMarked;
