/** The nine kinds of records and the values nested in them: data, no behaviour. Nothing here needs more than the JDK. */
@NullMarked
package io.intercomsync.model;

import org.jspecify.annotations.NullMarked;
