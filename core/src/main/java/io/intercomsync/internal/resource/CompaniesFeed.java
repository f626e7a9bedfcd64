package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.internal.paging.Scroll;
import io.intercomsync.internal.paging.WholeList;
import io.intercomsync.internal.value.IntercomTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Companies. They cannot be asked for by time, so each read takes all. */
final class CompaniesFeed implements Feed {
    private static final Logger log = LoggerFactory.getLogger(CompaniesFeed.class);

    private final PassScope scope;
    private final ItemMapper items;
    private final WholeList companies;

    CompaniesFeed(FeedContext context, PassScope scope) {
        this.scope = scope;
        this.items = new ItemMapper(context.selection(), COMPANIES, RecordMapper::company);
        this.companies = new WholeList(
                context,
                COMPANIES,
                context.calls()::scrollCompanies,
                context.version().isFirstGeneration() ? context.calls()::companies : context.calls()::listCompanies);
    }

    /** In API 2.x companies are counted only where the token may call the list of them, which takes the permission to write. */
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
        if (scope.leavesOut(IntercomTime.read(json.get("updated_at")))) {
            out.passedOver(String.valueOf(json.get("id")));
        } else {
            items.of(json).putOut(out);
        }
    }
}
