/** Maps Intercom's JSON, of any API version, to records. Nothing else knows both. */
@NullMarked
package io.intercomsync.internal.mapping;

import org.jspecify.annotations.NullMarked;
