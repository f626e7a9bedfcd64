@NullMarked
package io.intercomsync.jdbc.engines.schema;

import org.jspecify.annotations.NullMarked;
