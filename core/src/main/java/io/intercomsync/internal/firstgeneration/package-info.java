/** Describes and reads the resources of API 1.4, where they differ from those of API 2.x. */
@NullMarked
package io.intercomsync.internal.firstgeneration;

import org.jspecify.annotations.NullMarked;
