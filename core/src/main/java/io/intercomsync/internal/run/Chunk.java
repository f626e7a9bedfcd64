package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.Item;
import io.intercomsync.sink.Removal;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A little of what a feed read, on its way to the writer: removals, then items.
 *
 * @param then what the state of the feed becomes once this is stored
 * @param bytes about how much memory it takes
 */
record Chunk(List<Removal> removals, List<Item> items, UnaryOperator<FeedState> then, long bytes) {

    int rowCount() {
        return items.stream().mapToInt(Item::rowCount).sum();
    }
}
