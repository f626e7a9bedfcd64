/** Search: filters, sorting, cursors and a search index that may be late. */
@NullMarked
package io.intercomsync.fake.internal.search;

import org.jspecify.annotations.NullMarked;
