@NullMarked
package io.intercomsync.jdbc.engines.contract;

import org.jspecify.annotations.NullMarked;
