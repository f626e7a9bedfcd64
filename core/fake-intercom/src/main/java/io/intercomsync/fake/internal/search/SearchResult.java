package io.intercomsync.fake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query found, in the order that was asked for. */
interface Finding {

    int total();

    /** The first records behind the cursor, at most so many. */
    List<Integer> after(@Nullable Cursor cursor, int most);
}
