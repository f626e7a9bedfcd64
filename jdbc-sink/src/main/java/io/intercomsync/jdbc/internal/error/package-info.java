/** Turns the errors of databases into messages that name the cause and the remedy, without data. */
@NullMarked
package io.intercomsync.jdbc.internal.error;

import org.jspecify.annotations.NullMarked;
