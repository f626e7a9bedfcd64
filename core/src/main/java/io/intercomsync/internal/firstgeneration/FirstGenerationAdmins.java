package io.intercomsync.internal.firstgeneration;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.mapping.AdminMapping;
import io.intercomsync.internal.resource.AccessProbe;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.ListFeed;
import java.util.List;

/** Describes admins in API 1.x, which lists teams among them. */
public final class FirstGenerationAdmins implements ApiResource {

    @Override
    public String feedName() {
        return "admins";
    }

    @Override
    public List<IntercomCollection> collections() {
        return List.of(IntercomCollection.ADMINS);
    }

    @Override
    public String permission() {
        return "Read admins";
    }

    @Override
    public List<AccessProbe> probes() {
        return List.of(AccessProbe.required(permission(), Calls::admins));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new ListFeed(
                this, context, () -> ListFeed.Listed.whole(context.calls().admins()), 1);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return new ItemMapper(selection, IntercomCollection.ADMINS, AdminMapping::map);
    }
}
