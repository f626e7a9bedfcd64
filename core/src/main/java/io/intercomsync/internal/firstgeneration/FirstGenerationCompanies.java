package io.intercomsync.internal.firstgeneration;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.mapping.CompanyMapping;
import io.intercomsync.internal.paging.WholeList;
import io.intercomsync.internal.resource.AccessProbe;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.CompaniesFeed;
import java.util.List;

/** Describes companies in API 1.x: read whole, by a scroll, and not swept. */
public final class FirstGenerationCompanies implements ApiResource {

    @Override
    public String feedName() {
        return "companies";
    }

    @Override
    public List<IntercomCollection> collections() {
        return List.of(IntercomCollection.COMPANIES);
    }

    @Override
    public String permission() {
        return "Read and list users and companies";
    }

    @Override
    public List<AccessProbe> probes() {
        return List.of(AccessProbe.required(permission(), calls -> new FirstGenerationCalls(calls).companies(1, 1)));
    }

    @Override
    public Feed open(FeedContext context, PassScope scope) {
        WholeList list = new WholeList(
                context,
                IntercomCollection.COMPANIES,
                context.calls()::scrollCompanies,
                new FirstGenerationCalls(context.calls())::companies,
                null);
        return new CompaniesFeed(this, context, scope, list);
    }

    @Override
    public ItemMapper items(Selection selection) {
        return new ItemMapper(selection, IntercomCollection.COMPANIES, CompanyMapping::map);
    }

    @Override
    public Lookup lookup(Calls calls, String id) {
        return calls.company(id);
    }

    @Override
    public boolean isReadAtIntervals() {
        return true;
    }
}
