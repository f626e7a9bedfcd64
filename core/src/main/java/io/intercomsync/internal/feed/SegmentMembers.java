package io.intercomsync.internal.feed;

import io.intercomsync.internal.api.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    static SegmentMembers read(FeedContext context) {
        List<String> segments = new ArrayList<>();
        for (Map<String, @Nullable Object> segment :
                context.calls().segments(false).items()) {
            Object id = segment.get("id");
            if (id != null) {
                segments.add(id.toString());
            }
        }
        segments.sort(null);
        MemberFile members = new MemberFile();
        try (InOrder<Boolean> inOrder = new InOrder<>(context.workers(), done -> {})) {
            for (int i = 0; i < segments.size(); i++) {
                int number = i;
                inOrder.call(() -> readSegment(segments.get(number), number, members, context));
            }
            inOrder.finish();
            members.freeze();
            return new SegmentMembers(segments, members);
        } catch (RuntimeException | Error e) {
            members.close();
            throw e;
        }
    }

    private static boolean readSegment(String segment, int number, MemberFile members, FeedContext context) {
        Search search = Created.sorted(Search.field("segment_id", "=", segment));
        Walk.along(
                null,
                cursor -> context.calls().searchContacts(search, Walk.LARGEST_PAGE, cursor),
                page -> page.items().forEach(json -> {
                    Object id = json.get("id");
                    if (id != null) {
                        members.add(id.toString(), number);
                    }
                }));
        return true;
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
