/** The API apart from its data: versions, routes, calls and errors. */
@NullMarked
package io.intercomsync.fake.internal.api;

import org.jspecify.annotations.NullMarked;
