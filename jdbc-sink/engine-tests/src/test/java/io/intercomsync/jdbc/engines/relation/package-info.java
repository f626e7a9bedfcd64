/** Tests of the views over the tables. */
@NullMarked
package io.intercomsync.jdbc.engines.relation;

import org.jspecify.annotations.NullMarked;
