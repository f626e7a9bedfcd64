package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.paging.Scroll;
import io.intercomsync.internal.paging.WholeList;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads companies. Intercom has no search for companies, so each pass reads all of them. */
public final class CompaniesFeed implements Feed {
    private static final Logger log = LoggerFactory.getLogger(CompaniesFeed.class);

    private final ApiResource resource;
    private final FeedContext context;
    private final PassScope scope;
    private final WholeList companies;
    private final CompanySegments segments;

    public CompaniesFeed(ApiResource resource, FeedContext context, PassScope scope, WholeList companies) {
        this.resource = resource;
        this.context = context;
        this.scope = scope;
        this.companies = companies;
        this.segments = new CompanySegments(context, resource.items(context.selection()));
    }

    /** Counts companies if the token may list them by pages, which takes the permission to write. */
    @Override
    public Map<IntercomCollection, Long> count() {
        try {
            Long total = companies.count();
            return total == null ? Map.of() : Map.of(COMPANIES, total);
        } catch (ApiException e) {
            log.debug("Companies are not counted: {}", e.getMessage());
            return Map.of();
        }
    }

    @Override
    public PassEstimate size() {
        return PassEstimate.of(count().get(COMPANIES), Scroll.PAGE, WholeList.REQUESTS_BESIDE_PAGES);
    }

    @Override
    public void read(Slice slice, Output out) {
        companies.read(out, json -> put(json, out));
        out.reached(null);
    }

    private void put(Map<String, @Nullable Object> json, Output out) {
        if (scope.leavesOut(json)) {
            out.unchanged(String.valueOf(json.get("id")));
        } else {
            segments.read(json).putOut(out);
        }
    }

    @Override
    public void readObjects(Collection<String> ids, Output out) {
        new SingleObjects(resource, context, scope, new ObjectCalls(context.calls()), segments::read).read(ids, out);
    }
}
