package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.sink.Removal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A little of what a feed read, on its way to the writer: removals, then items.
 *
 * @param reached how far the slice has come once this is stored; {@code null} if the position lies in a later piece
 * @param isLast whether the feed ends with it
 * @param bytes about how much memory it takes
 */
record Piece(
        List<Removal> removals, List<Item> items, @Nullable Slice reached, boolean isLast, long bytes) {

    int rowCount() {
        return items.stream().mapToInt(Item::rowCount).sum();
    }
}
