package io.intercomsync.internal.feed;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which segment, read by one search a segment. Asking each person for its segments would take a request a person.
 */
final class SegmentMembers implements AutoCloseable {
    private final List<String> segments;
    private final MemberFile members;

    private SegmentMembers(List<String> segments, MemberFile members) {
        this.segments = segments;
        this.members = members;
    }

    /**
     * Reads the members that the scope takes in.
     *
     * @throws io.intercomsync.error.ApiException if segments or contacts cannot be read
     */
    static SegmentMembers read(FeedContext context, Scope scope) {
        List<String> segments = segments(context);
        MemberFile members = new MemberFile();
        try {
            List<Member> chains = new ArrayList<>();
            for (int i = 0; i < segments.size(); i++) {
                chains.addAll(chains(segments.get(i), i, context, scope));
            }
            new SideBySide<Member>(
                            context.workers(), context.workers()::most, chain -> chain.readInto(members, context))
                    .run(chains);
            members.freeze();
            return new SegmentMembers(segments, members);
        } catch (RuntimeException | Error e) {
            members.close();
            throw e;
        }
    }

    private static List<String> segments(FeedContext context) {
        return context.calls().segments(false).items().stream()
                .map(segment -> segment.get("id"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .sorted()
                .toList();
    }

    /** About how many requests it takes to read the members, as Intercom counts them. */
    static long requests(FeedContext context, Scope scope) {
        if (!ContactLists.wantsSegments(context.selection())) {
            return 0;
        }
        try {
            return context.calls().segments(true).items().stream()
                    .mapToLong(segment -> scope.isChangesOnly() || !(segment.get("count") instanceof Long count)
                            ? 1
                            : 1 + count / Walk.LARGEST_PAGE)
                    .sum();
        } catch (ApiException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            return 0; // a run reads contacts without them
        }
    }

    /** A large segment is read by ranges, like a feed. */
    private static List<Member> chains(String segment, int number, FeedContext context, Scope scope) {
        Searches searches = Searches.ofContacts(context);
        List<Map<String, Object>> isMember = List.of(Search.field("segment_id", "=", segment));
        Plans.SliceSearch search = slice -> searches.within(slice, scope, isMember);
        List<Slice> slices = scope.isChangesOnly()
                ? List.of(Slice.whole("all"))
                : Plans.ranges(context, search, searches, context.calls()::searchContacts);
        return slices.stream()
                .map(slice -> new Member(number, search.of(slice)))
                .toList();
    }

    /** A chain of pages of one segment's members. */
    private record Member(int segment, Search search) {

        void readInto(MemberFile members, FeedContext context) {
            Walk.along(null, cursor -> context.calls().searchContactIds(search, Walk.LARGEST_PAGE, cursor), page -> {
                add(page, members);
                context.pageRead().accept(0);
            });
        }

        private void add(Page page, MemberFile members) {
            for (Map<String, @Nullable Object> json : page.items()) {
                Object id = json.get("id");
                if (id != null) {
                    members.add(id.toString(), segment);
                }
            }
        }
    }

    /** The ids of the segments that a person is in, in order. */
    List<String> of(String personId) {
        return members.numbersOf(personId).stream().map(segments::get).toList();
    }

    @Override
    public void close() {
        members.close();
    }
}
