package io.intercomsync.fake.internal.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query found, in the order that was asked for. */
public interface SearchResult {

    int total();

    /** The first records behind the cursor, at most so many. */
    List<Integer> after(@Nullable PageCursor cursor, int most);
}
