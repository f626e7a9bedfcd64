/** The objects of a workspace: their types and their counts. */
@NullMarked
package io.intercomsync.fake.data;

import org.jspecify.annotations.NullMarked;
