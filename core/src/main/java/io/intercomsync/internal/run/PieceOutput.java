package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts what a slice puts out into pieces for the queue. */
final class PieceOutput implements Output {
    private static final long LARGEST_PIECE = 256 << 10;

    private final FeedRead feed;
    private final WriteQueue queue;
    private final Slice slice;
    private List<Removal> removals = new ArrayList<>();
    private List<Item> items = new ArrayList<>();
    private long bytes;

    PieceOutput(FeedRead feed, WriteQueue queue, Slice slice) {
        this.feed = feed;
        this.queue = queue;
        this.slice = slice;
    }

    @Override
    public void item(Item item) {
        items.add(item);
        bytes += item.bytes();
        feed.readOne();
        if (bytes >= LARGEST_PIECE) {
            put(null, false);
        }
    }

    @Override
    public void removal(Removal removal) {
        if (!items.isEmpty()) {
            put(null, false);
        }
        removals.add(removal);
        bytes += 128;
        if (bytes >= LARGEST_PIECE) {
            put(null, false);
        }
    }

    @Override
    public void refused(IntercomCollection collection, Fault fault) {
        feed.tally(collection).refused(fault);
    }

    @Override
    public void misfits(IntercomCollection collection, int fields) {
        feed.tally(collection).misfits(fields);
    }

    @Override
    public void missing(IntercomCollection collection, long rows, String reason) {
        feed.tally(collection).missing(rows, reason);
    }

    @Override
    public void reached(@Nullable String position) {
        put(slice.at(position), false);
        feed.progressed();
    }

    /** The feed has been read to its end. */
    void end() {
        put(null, true);
    }

    private void put(@Nullable Slice reached, boolean isLast) {
        Piece piece = new Piece(removals, items, reached, isLast, bytes);
        removals = new ArrayList<>();
        items = new ArrayList<>();
        bytes = 0;
        queue.put(feed, piece);
    }
}
