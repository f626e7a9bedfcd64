package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.internal.value.IntercomTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Companies. They cannot be asked for by time, so each read takes all. */
final class CompaniesFeed implements Feed {
    private static final Logger log = LoggerFactory.getLogger(CompaniesFeed.class);

    private final Scope scope;
    private final Items items;
    private final WholeList companies;

    CompaniesFeed(FeedContext context, Scope scope) {
        this.scope = scope;
        this.items = new Items(context.selection(), COMPANIES, RecordMapper::company);
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
    public PassSize size() {
        return PassSize.of(count().get(COMPANIES), Scroll.PAGE, WholeList.REQUESTS_BESIDE_PAGES);
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
