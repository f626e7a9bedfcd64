package io.intercomsync.internal.firstgeneration;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.paging.CycleDetector;
import io.intercomsync.internal.paging.DetailSample;
import io.intercomsync.internal.paging.SearchPlans;
import io.intercomsync.internal.paging.StoredVersions;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.ConversationDetails;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads conversations and their parts in API 1.x: a list of numbered pages, and a call for each conversation, since the list has
 * neither parts nor their number. Each pass reads the whole list, and skips the call for a conversation in the version that the
 * sink holds.
 *
 * <p>The list starts with the oldest conversations, and its pages are read from the last to the first. If one is deleted meanwhile,
 * those after it move towards the beginning, so they are read twice instead of never.
 */
final class FirstGenerationConversationsFeed implements Feed {
    private static final int LARGEST_PAGE = 60;

    private final FeedContext context;
    private final PassScope scope;
    private final StoredVersions storedVersions;
    private final ConversationDetails details;
    private final FirstGenerationCalls calls;

    FirstGenerationConversationsFeed(ApiResource resource, FeedContext context, PassScope scope) {
        this.context = context;
        this.scope = scope;
        this.storedVersions = new StoredVersions(context, scope);
        this.details = new ConversationDetails(resource, context, scope);
        this.calls = new FirstGenerationCalls(context.calls());
    }

    @Override
    public Map<IntercomCollection, Long> count() {
        Long total = total();
        return total == null ? Map.of() : Map.of(CONVERSATIONS, total);
    }

    private @Nullable Long total() {
        return calls.conversations(1, 1).totalCount();
    }

    @Override
    public PassEstimate size() {
        Page first = page(1);
        DetailSample sample = new DetailSample(List.of(first));
        int wanted = sample.objects().size()
                - storedVersions.unchanged(CONVERSATIONS, sample.objects()).size();
        PassEstimate pages = PassEstimate.of(first.totalCount(), LARGEST_PAGE, 2);
        return new PassEstimate(
                first.totalCount(), pages.requests().plus(sample.estimate(wanted, SearchPlans.countOrZero(first))));
    }

    @Override
    public void read(Slice slice, Output out) {
        OrderedCalls.<ReadResult>work(context.workers(), reading -> reading.putOut(out), inOrder -> {
            int number = slice.position() == null ? readEnd(inOrder, out) : Integer.parseInt(slice.position());
            while (number > 0) {
                add(page(number), inOrder);
                number--;
                String next = number == 0 ? null : String.valueOf(number);
                inOrder.then(() -> out.reached(next));
            }
        });
    }

    /**
     * Reads the page that is the last by Intercom's count, and any page after it.
     *
     * @return the number of the page before
     */
    private int readEnd(OrderedCalls<ReadResult> inOrder, Output out) {
        Long total = total();
        if (scope.isChangesOnly()) {
            out.expected(total);
        }
        int last = total == null ? 1 : (int) Math.max(1, (total + LARGEST_PAGE - 1) / LARGEST_PAGE);
        Page page = page(last);
        if (page.size() == 0 && last > 1) {
            last = lastPage(last);
            page = page(last);
        }
        CycleDetector cycles = CycleDetector.byId();
        add(page, inOrder);
        for (Integer number = cycles.after(page); number != null; number = cycles.after(page)) {
            page = page(number);
            add(page, inOrder);
        }
        String before = last == 1 ? null : String.valueOf(last - 1);
        inOrder.then(() -> out.reached(before));
        return last - 1;
    }

    /**
     * Returns the last page that has objects. Intercom's count may be far too large, so stepping down page by page could take for
     * ever.
     */
    private int lastPage(int counted) {
        int filled = 1;
        int empty = counted;
        while (empty - filled > 1) {
            int tried = filled + (empty - filled) / 2;
            if (page(tried).size() == 0) {
                empty = tried;
            } else {
                filled = tried;
            }
        }
        return filled;
    }

    private Page page(int number) {
        return calls.conversations(number, LARGEST_PAGE);
    }

    private void add(Page page, OrderedCalls<ReadResult> inOrder) {
        ReadResult.unreadable(CONVERSATIONS, page).forEach(inOrder::ready);
        Set<String> unchanged = storedVersions.unchanged(CONVERSATIONS, page.items());
        for (Map<String, @Nullable Object> json : page.items()) {
            String id = String.valueOf(json.get("id"));
            if (unchanged.contains(id) || scope.leavesOut(json)) {
                inOrder.ready(ReadResult.unchanged(id));
            } else if (json.get("id") == null) {
                inOrder.ready(details.listed(json));
            } else {
                inOrder.call(() -> details.of(id));
            }
        }
    }

    @Override
    public void readObjects(Collection<String> ids, Output out) {
        details.read(ids, out);
    }

    @Override
    public void finish(Output out, @Nullable Instant since) {
        details.readDoubted(out);
    }
}
