package io.intercomsync.internal.write;

import io.intercomsync.internal.feed.Item;
import io.intercomsync.sink.Removal;
import java.util.List;

/**
 * A part of the results of a feed, on its way to the writer: removals, then items.
 *
 * @param events the events that move the state of the feed once the rows are stored, in order
 * @param bytes about how much memory the chunk takes
 */
public record Chunk(List<Removal> removals, List<Item> items, List<FeedEvent> events, long bytes) {

    public Chunk {
        events = List.copyOf(events);
    }

    int rowCount() {
        return items.stream().mapToInt(Item::rowCount).sum();
    }

    /** Returns whether the chunk needs a write: a plan is stored with the first rows of its pass. */
    boolean needsWrite() {
        boolean isPlanAlone = !events.isEmpty() && events.stream().allMatch(FeedEvent.PassPlanned.class::isInstance);
        return !isPlanAlone || !removals.isEmpty() || !items.isEmpty();
    }
}
