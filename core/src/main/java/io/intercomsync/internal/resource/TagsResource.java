package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.mapping.TagMapping;
import io.intercomsync.internal.resource.ListFeed.Listed;
import java.util.List;

/** Describes tags, which Intercom lists whole. */
public final class TagsResource implements ApiResource {

    @Override
    public String feedName() {
        return "tags";
    }

    @Override
    public List<IntercomCollection> collections() {
        return List.of(IntercomCollection.TAGS);
    }

    @Override
    public String permission() {
        return "Read tags";
    }

    @Override
    public List<AccessProbe> probes() {
        return List.of(AccessProbe.required(permission(), Calls::tags));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new ListFeed(this, context, () -> Listed.whole(context.calls().tags()), 1);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return new ItemMapper(selection, IntercomCollection.TAGS, TagMapping::map);
    }
}
