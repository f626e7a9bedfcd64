@NullMarked
package io.intercomsync.hub;

import org.jspecify.annotations.NullMarked;
