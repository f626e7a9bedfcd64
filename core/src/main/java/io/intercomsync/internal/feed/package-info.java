/** The API resources that are read, each once, and how each of them is read. */
@NullMarked
package io.intercomsync.internal.feed;

import org.jspecify.annotations.NullMarked;
