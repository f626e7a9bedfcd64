/** Sends requests and reads answers: headers, sizes, retries, errors. */
@NullMarked
package io.intercomsync.internal.http;

import org.jspecify.annotations.NullMarked;
