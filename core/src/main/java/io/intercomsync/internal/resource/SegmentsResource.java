package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.mapping.SegmentMapping;
import io.intercomsync.internal.resource.ListFeed.Listed;
import java.util.List;

/** Describes segments, which Intercom lists whole. */
public final class SegmentsResource implements ApiResource {

    @Override
    public String feedName() {
        return "segments";
    }

    @Override
    public List<IntercomCollection> collections() {
        return List.of(IntercomCollection.SEGMENTS);
    }

    @Override
    public String permission() {
        return "Read and list users and companies";
    }

    @Override
    public List<AccessProbe> probes() {
        return List.of(AccessProbe.required(permission(), calls -> calls.segments(false)));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new ListFeed(this, context, () -> Listed.whole(context.calls().segments(true)), 1);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return new ItemMapper(selection, IntercomCollection.SEGMENTS, SegmentMapping::map);
    }
}
