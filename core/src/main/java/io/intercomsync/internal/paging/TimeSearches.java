package io.intercomsync.internal.paging;

import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes searches by time. Intercom compares the times of conversations by the second. Up to API 2.16 it compares the times of
 * contacts by the day, in the time zone of the workspace.
 */
public final class TimeSearches {
    private static final String CREATED = "created_at";
    private static final String UPDATED = "updated_at";

    /** The time zone of the days that Intercom compares; {@code null} if Intercom compares seconds. */
    private final @Nullable ZoneId days;

    private TimeSearches(@Nullable ZoneId days) {
        this.days = days;
    }

    public static TimeSearches bySecond() {
        return new TimeSearches(null);
    }

    static TimeSearches byDay(ZoneId zone) {
        return new TimeSearches(zone);
    }

    /** Returns the searches of contacts, by second or by day as the API version compares times. */
    public static TimeSearches ofContacts(FeedContext context) {
        return context.version().searchesBySecond()
                ? bySecond()
                : byDay(context.me().timezone());
    }

    /**
     * Returns the search for the objects of a slice that are in the scope and match the conditions. A search for changes is sorted
     * by the time of the update, ascending, so an object that is updated meanwhile comes later. Any other search is sorted by the
     * time of creation, which never changes, so an object that is updated meanwhile keeps its place.
     */
    public Search within(Slice slice, PassScope scope, List<Map<String, Object>> more) {
        List<Map<String, Object>> conditions = new ArrayList<>(more);
        if (scope.since() != null) {
            conditions.add(from(UPDATED, bound(scope.since())));
        }
        if (scope.isChangesOnly()) {
            return new Search(all(conditions), UPDATED);
        }
        if (slice.from() != null) {
            conditions.add(from(CREATED, slice.from()));
        }
        if (slice.to() != null) {
            conditions.add(Search.field(CREATED, "<", slice.to()));
        }
        return new Search(all(conditions), CREATED);
    }

    /**
     * Returns the condition for a time or later. Its opposite is {@code < t}. Neighbouring slices share one boundary, and the two
     * conditions are opposites whether Intercom compares seconds or days, in any time zone. So nothing falls between two slices.
     */
    private static Map<String, Object> from(String field, long time) {
        return Search.or(List.of(Search.field(field, ">", time), Search.field(field, "=", time)));
    }

    /**
     * Returns the bound of a search for changes. If Intercom compares days, the bound is a day earlier, so it does not matter
     * whose midnight Intercom takes. The bound is never negative: nothing was updated before 1970, and Intercom may refuse
     * negative times.
     */
    private long bound(Instant since) {
        long bound = days == null
                ? since.getEpochSecond()
                : since.atZone(days)
                        .toLocalDate()
                        .minusDays(1)
                        .atStartOfDay(days)
                        .toEpochSecond();
        return Math.max(0, bound);
    }

    private static Map<String, Object> all(List<Map<String, Object>> conditions) {
        return switch (conditions.size()) {
            case 0 -> anyTime();
            case 1 -> conditions.get(0);
            default -> Search.and(conditions);
        };
    }

    /** Returns the search for all objects with a time of creation, the latest update first. */
    static Search newestChangeFirst() {
        return new Search(anyTime(), UPDATED, true);
    }

    /** Returns a condition that every object with a time of creation matches, since a search needs a condition. */
    private static Map<String, Object> anyTime() {
        return Search.or(List.of(
                Search.field(CREATED, ">", 0L), Search.field(CREATED, "=", 0L), Search.field(CREATED, "<", 0L)));
    }

    /** Returns the search for the objects of a slice that are in the scope. */
    public Search within(Slice slice, PassScope scope) {
        return within(slice, scope, List.of());
    }

    /**
     * Returns the latest possible boundary between two slices that is not after this time: the time itself, or the beginning of
     * its day if Intercom compares days.
     */
    long boundary(long time) {
        return days == null
                ? time
                : Instant.ofEpochSecond(time)
                        .atZone(days)
                        .toLocalDate()
                        .atStartOfDay(days)
                        .toEpochSecond();
    }
}
