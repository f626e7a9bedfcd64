@NullMarked
package io.intercomsync.jdbc.engines.workspace;

import org.jspecify.annotations.NullMarked;
