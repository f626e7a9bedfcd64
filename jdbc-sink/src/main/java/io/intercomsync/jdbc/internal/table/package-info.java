/** The wanted tables, and how the actual ones match them. */
@NullMarked
package io.intercomsync.jdbc.internal.table;

import org.jspecify.annotations.NullMarked;
