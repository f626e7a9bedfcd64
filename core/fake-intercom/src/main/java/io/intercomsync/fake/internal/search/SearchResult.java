package io.intercomsync.fake.internal.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records that a query found, in the requested order. */
public interface SearchResult {

    int total();

    /** Returns the first records after the cursor, at most as many as the limit. */
    List<Integer> after(@Nullable PageCursor cursor, int most);
}
