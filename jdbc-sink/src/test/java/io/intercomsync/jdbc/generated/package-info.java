/** The statements that the sink makes for databases that no test can run. */
@NullMarked
package io.intercomsync.jdbc.generated;

import org.jspecify.annotations.NullMarked;
