package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.mapping.RecordMapper;
import io.intercomsync.model.IntercomTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Companies. They cannot be asked for by time, so each read takes all: by scroll, or by numbered pages where another
 * application never lets go of the scroll.
 */
final class CompaniesFeed implements Feed {
    private static final Logger log = LoggerFactory.getLogger(CompaniesFeed.class);
    private static final int LARGEST_LIST_PAGE = 60;

    private final FeedContext context;
    private final Scope scope;
    private final Items items;

    CompaniesFeed(FeedContext context, Scope scope) {
        this.context = context;
        this.scope = scope;
        this.items = new Items(context.selection(), COMPANIES, RecordMapper::company);
    }

    /** Companies are counted only where the token may call the list of them, which takes the permission to write. */
    @Override
    public Map<IntercomCollection, Long> count() {
        try {
            Long total = context.calls().listCompanies(1, 1).totalCount();
            return total == null ? Map.of() : Map.of(COMPANIES, total);
        } catch (ApiException e) {
            log.debug("Companies are not counted: {}", e.getMessage());
            return Map.of();
        }
    }

    @Override
    public PassSize size() {
        return PassSize.of(count().get(COMPANIES), CompanyScroll.PAGE, 2);
    }

    @Override
    public void read(Slice slice, Output out) {
        try (CompanySpool spool = new CompanyScroll(context).read()) {
            spool.faults().forEach(fault -> out.refused(COMPANIES, fault));
            spool.forEach(json -> put(json, out));
        } catch (CompanyScroll.ScrollTakenException taken) {
            log.warn("Another application keeps the scroll of companies; reading them by pages");
            list(out);
        }
        out.reached(null);
    }

    private void put(Map<String, @Nullable Object> json, Output out) {
        if (scope.leavesOut(IntercomTime.read(json.get("updated_at")))) {
            out.passedOver(String.valueOf(json.get("id")));
        } else {
            items.of(json).putOut(out);
        }
    }

    private void list(Output out) {
        Integer number = 1;
        while (number != null) {
            Page page = pageOrEnd(number, out);
            page.faults().forEach(fault -> out.refused(COMPANIES, fault));
            page.items().forEach(json -> put(json, out));
            number = page.size() == 0 ? null : page.nextPage();
        }
    }

    /** Numbered pages end at 10,000 companies, wherever the list ends. */
    private Page pageOrEnd(int number, Output out) {
        try {
            return context.calls().listCompanies(number, LARGEST_LIST_PAGE);
        } catch (ApiException e) {
            if (e.status() != 400 || number == 1) {
                throw e;
            }
            out.missing(
                    COMPANIES,
                    1,
                    "another application keeps Intercom's one scroll of companies, and pages end at 10,000 companies");
            return new Page(List.of(), null, null, null, null, List.of());
        }
    }
}
