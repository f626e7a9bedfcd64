/** Tests of the queries that the documents give. */
@NullMarked
package io.intercomsync.jdbc.engines.question;

import org.jspecify.annotations.NullMarked;
