package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.mapping.AdminMapping;
import io.intercomsync.internal.resource.ListFeed.Listed;
import java.util.List;
import java.util.stream.Stream;

/** Describes admins and teams: two lists, stored as one collection. */
public final class AdminsResource implements ApiResource {
    /** The permission that teams take in addition. */
    private static final String PERMISSION_OF_TEAMS = "Read and list users and companies";

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
        return List.of(
                AccessProbe.required(permission(), Calls::admins),
                AccessProbe.optional(PERMISSION_OF_TEAMS, "also reads teams into the table of admins", Calls::teams));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        return new ListFeed(this, context, () -> adminsAndTeams(context), 2);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return new ItemMapper(selection, IntercomCollection.ADMINS, AdminMapping::map);
    }

    /** Lists admins and teams. If Intercom refuses the teams, the admins are read without them. */
    private static Listed adminsAndTeams(FeedContext context) {
        Page admins = context.calls().admins();
        try {
            Page teams = context.calls().teams();
            return Listed.whole(new Page(
                    both(admins.items(), teams.items()),
                    null,
                    null,
                    null,
                    null,
                    both(admins.faults(), teams.faults())));
        } catch (ApiException e) {
            if (!new ObjectCalls(context.calls()).isOwnRefusal(e)) {
                throw e;
            }
            return new Listed(admins, "the teams are missing: " + e.getMessage());
        }
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
