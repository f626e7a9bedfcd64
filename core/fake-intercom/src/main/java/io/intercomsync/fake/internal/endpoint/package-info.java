/** The endpoints of the API: what each call reads or changes, and the form of its answer. */
@NullMarked
package io.intercomsync.fake.internal.endpoint;

import org.jspecify.annotations.NullMarked;
