/** The nine kinds of records and the values nested in them: data without behaviour. They depend on the JDK alone. */
@NullMarked
package io.intercomsync.model;

import org.jspecify.annotations.NullMarked;
