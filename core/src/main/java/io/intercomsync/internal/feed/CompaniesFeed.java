package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.mapping.RecordMapper;
import java.util.List;
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
    private final Items items;

    CompaniesFeed(FeedContext context) {
        this.context = context;
        this.items = new Items(context.selection(), COMPANIES, RecordMapper::company);
    }

    @Override
    public void read(Slice slice, Output out) {
        try (CompanySpool spool = new CompanyScroll(context).read()) {
            spool.faults().forEach(fault -> out.refused(COMPANIES, fault));
            spool.forEach(json -> items.of(json).putOut(out));
        } catch (CompanyScroll.ScrollTakenException taken) {
            log.warn("Another application keeps the scroll of companies; reading them by pages");
            list(out);
        }
        out.reached(null);
    }

    private void list(Output out) {
        Integer number = 1;
        while (number != null) {
            Page page = pageOrEnd(number, out);
            page.faults().forEach(fault -> out.refused(COMPANIES, fault));
            page.items().forEach(json -> items.of(json).putOut(out));
            number = page.items().isEmpty() ? null : page.nextPage();
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
