/** Generated objects. Each is made from its index and the seed, when it is asked for. */
@NullMarked
package io.intercomsync.fake.internal.generate;

import org.jspecify.annotations.NullMarked;
