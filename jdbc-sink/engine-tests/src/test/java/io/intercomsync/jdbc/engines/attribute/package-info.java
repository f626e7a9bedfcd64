@NullMarked
package io.intercomsync.jdbc.engines.attribute;

import org.jspecify.annotations.NullMarked;
