@NullMarked
package io.intercomsync.hub.internal.store;

import org.jspecify.annotations.NullMarked;
