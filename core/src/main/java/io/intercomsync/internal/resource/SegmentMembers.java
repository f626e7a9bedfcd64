package io.intercomsync.internal.resource;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.files.MemberFile;
import io.intercomsync.internal.paging.PageCount;
import io.intercomsync.internal.paging.PageWalk;
import io.intercomsync.internal.paging.RangePlanner;
import io.intercomsync.internal.paging.SearchPlans;
import io.intercomsync.internal.paging.TimeSearches;
import io.intercomsync.internal.parallel.ParallelTasks;
import io.intercomsync.internal.value.Numbers;
import io.intercomsync.report.RequestEstimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the members of all segments by one search for each segment. Asking each contact for its segments would take one request
 * for each contact.
 */
final class SegmentMembers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SegmentMembers.class);

    /** The segments as references, in the order of their ids. */
    private final List<Map<String, @Nullable Object>> segments;

    private final MemberFile members;
    /** The number of members that the searches of each segment returned. */
    private final AtomicLongArray counts;

    private final Queue<String> gaps = new ConcurrentLinkedQueue<>();
    private final ObjectCalls calls;

    private SegmentMembers(List<Map<String, @Nullable Object>> segments, MemberFile members, ObjectCalls calls) {
        this.segments = segments;
        this.members = members;
        this.calls = calls;
        this.counts = new AtomicLongArray(segments.size());
    }

    /**
     * Reads the members that the scope takes in. A segment whose search Intercom refuses is a gap.
     *
     * @throws io.intercomsync.error.ApiException if segments or contacts cannot be read
     */
    static SegmentMembers read(FeedContext context, PassScope scope, ObjectCalls calls) {
        List<Map<String, @Nullable Object>> segments = segments(context);
        MemberFile members = new MemberFile();
        try {
            SegmentMembers read = new SegmentMembers(segments, members, calls);
            List<Cut> cuts = read.cuts(context, scope);
            read.readSideBySide(cuts.stream().flatMap(Cut::chains).toList(), context);
            read.readSideBySide(read.lackingSome(cuts, context), context);
            members.freeze();
            return read;
        } catch (Throwable e) {
            members.close();
            throw e;
        }
    }

    private List<Cut> cuts(FeedContext context, PassScope scope) {
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            int number = i;
            unlessRefused(number, () -> cuts.add(cut(id(segments.get(number)), number, context, scope)));
        }
        return cuts;
    }

    /** Returns the whole searches of the segments whose ranges have too few members. */
    private List<MemberSearch> lackingSome(List<Cut> cuts, FeedContext context) {
        List<MemberSearch> lacking = new ArrayList<>();
        for (Cut cut : cuts) {
            unlessRefused(cut.segment(), () -> {
                if (lacksSome(cut, context)) {
                    lacking.add(cut.whole());
                }
            });
        }
        return lacking;
    }

    /** Searches for members of a segment, and reports a gap if Intercom refuses. */
    private void unlessRefused(int segment, Runnable search) {
        try {
            search.run();
        } catch (ApiException e) {
            if (!calls.isOwnRefusal(e)) {
                throw e;
            }
            gaps.add("the members of segment " + id(segments.get(segment)) + " are not known: " + e.getMessage());
        }
    }

    private static List<Map<String, @Nullable Object>> segments(FeedContext context) {
        Map<String, Map<String, @Nullable Object>> segments = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> segment :
                context.calls().segments(false).items()) {
            if (segment.get("id") != null) {
                segments.putIfAbsent(id(segment), segment);
            }
        }
        return ReferenceList.ofSegments(List.copyOf(segments.values()));
    }

    private static String id(Map<String, @Nullable Object> segment) {
        return String.valueOf(segment.get("id"));
    }

    /** Estimates how many requests it takes to read the members, as Intercom counts them. */
    static RequestEstimate requests(FeedContext context, PassScope scope) {
        if (!ContactLists.wantsSegments(context.selection())) {
            return RequestEstimate.NONE;
        }
        try {
            return context.calls().segments(true).items().stream()
                    .map(segment -> Numbers.count(segment.get("count")))
                    .map(count -> scope.isChangesOnly() || count == null
                            ? RequestEstimate.exactly(1)
                            : RangePlanner.requests(count))
                    .reduce(RequestEstimate.NONE, RequestEstimate::plus);
        } catch (ApiException e) {
            if (!new ObjectCalls(context.calls()).isOwnRefusal(e)) {
                throw e;
            }
            return RequestEstimate.NONE; // a run reads contacts without them
        }
    }

    /** Cuts a large segment into ranges, like a feed. */
    private static Cut cut(String segment, int number, FeedContext context, PassScope scope) {
        TimeSearches searches = TimeSearches.ofContacts(context);
        List<Map<String, Object>> isMember = List.of(Search.field("segment_id", "=", segment));
        SearchPlans.SliceSearch search = slice -> searches.within(slice, scope, isMember);
        return new Cut(
                number,
                search,
                scope.isChangesOnly()
                        ? new SearchPlans.Ranges(List.of(Slice.whole("all")), 0)
                        : SearchPlans.ranges(context, search, searches, context.calls()::searchContacts));
    }

    /** Holds the searches that one segment is cut into. */
    private record Cut(int segment, SearchPlans.SliceSearch search, SearchPlans.Ranges ranges) {

        Stream<MemberSearch> chains() {
            return ranges.slices().stream().map(slice -> new MemberSearch(segment, search.of(slice)));
        }

        MemberSearch whole() {
            return new MemberSearch(segment, search.of(Slice.whole("all")));
        }
    }

    /** Holds a search for members of one segment. */
    private record MemberSearch(int segment, Search search) {}

    private void readSideBySide(List<MemberSearch> chains, FeedContext context) {
        new ParallelTasks<MemberSearch>(
                        context.workers(),
                        context.workers()::most,
                        chain -> unlessRefused(chain.segment(), () -> read(chain, context)))
                .run(chains);
    }

    /** Returns whether the ranges have fewer members than the segment: contacts without a time of creation are in no range. */
    private boolean lacksSome(Cut cut, FeedContext context) {
        long counted = cut.ranges().counted();
        long read = counts.get(cut.segment());
        return cut.ranges().slices().size() > 1
                && read < counted
                && read
                        < SearchPlans.countOrZero(
                                context.calls().searchContactIds(cut.whole().search(), 1, null));
    }

    /** Reads a chain, and once more if fewer members come than Intercom counts. */
    private void read(MemberSearch wanted, FeedContext context) {
        PageCount chain = walk(wanted, context);
        counts.addAndGet(wanted.segment, chain.read());
        if (chain.isShort()) {
            log.warn("A search for the members of a segment ended early; its pages are read once more");
            PageCount again = walk(wanted, context);
            if (again.isShort()) {
                gaps.add("not all of segment " + id(segments.get(wanted.segment)) + " are known: " + again.gap());
            }
        }
    }

    private PageCount walk(MemberSearch wanted, FeedContext context) {
        PageCount chain = PageCount.fromBeginning();
        Function<@Nullable String, Page> pages = chain.counting(
                cursor -> context.calls().searchContactIds(wanted.search, PageWalk.LARGEST_PAGE, cursor));
        PageWalk.along(null, pages, page -> {
            add(page, wanted.segment);
            context.pageRead().accept(0);
        });
        return chain;
    }

    private void add(Page page, int segment) {
        for (Map<String, @Nullable Object> json : page.items()) {
            Object id = json.get("id");
            if (id != null) {
                members.add(id.toString(), segment);
            }
        }
        page.keptOut().forEach(fault -> members.add(fault.id(), segment));
    }

    /** Returns sentences about the members that are not known. */
    Collection<String> gaps() {
        return gaps;
    }

    /** Returns the segments that a contact is in, in the order of their ids. */
    List<Map<String, @Nullable Object>> of(String personId) {
        return members.numbersOf(personId).stream().map(segments::get).toList();
    }

    @Override
    public void close() {
        members.close();
    }
}
