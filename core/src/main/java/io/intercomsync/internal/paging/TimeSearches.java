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
 * The searches by time. Intercom compares the times of conversations by the second; those of contacts, up to API 2.16, by
 * the day, whose bounds are the workspace's.
 */
public final class TimeSearches {
    private static final String CREATED = "created_at";
    private static final String UPDATED = "updated_at";

    /** The zone whose days are compared; {@code null} where seconds are. */
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

    /** For contacts, as the version compares them. */
    public static TimeSearches ofContacts(FeedContext context) {
        return context.version().searchesBySecond()
                ? bySecond()
                : byDay(context.me().timezone());
    }

    /**
     * The objects of a slice that the scope takes in and the conditions hold for. A walk through changes is sorted by the time
     * of the update, ascending: what is updated meanwhile moves ahead of it. Any other is sorted by the time of creation,
     * which never changes, so that what is updated keeps its place.
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
     * A time or later. Its opposite is {@code < t}: neighbouring slices share that one boundary, and the two are opposites
     * whether Intercom compares seconds or whole days, and in whatever zone it does, so nothing falls between two slices.
     */
    private static Map<String, Object> from(String field, long time) {
        return Search.or(List.of(Search.field(field, ">", time), Search.field(field, "=", time)));
    }

    /**
     * Where days are compared, a day before is added, so that it does not matter whose midnight Intercom takes. Nothing was
     * updated before 1970, and whether Intercom takes negative times is not known.
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

    /** All objects that have a time of creation, the one that was updated last first. */
    static Search newestChangeFirst() {
        return new Search(anyTime(), UPDATED, true);
    }

    /** Holds for every object that has a time of creation; a search needs some condition. */
    private static Map<String, Object> anyTime() {
        return Search.or(List.of(
                Search.field(CREATED, ">", 0L), Search.field(CREATED, "=", 0L), Search.field(CREATED, "<", 0L)));
    }

    /** The objects of a slice that the scope takes in. */
    public Search within(Slice slice, PassScope scope) {
        return within(slice, scope, List.of());
    }

    /** The last time not after this one at which two slices may meet: another one in the same day would be the same. */
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
