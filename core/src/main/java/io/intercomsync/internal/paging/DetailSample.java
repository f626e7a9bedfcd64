package io.intercomsync.internal.paging;

import io.intercomsync.internal.api.Page;
import io.intercomsync.report.RequestEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sample of objects from which a plan estimates the number of requests for single objects. It has the oldest and the newest
 * objects if both are at hand, since the share of such objects changes over the years.
 */
public final class DetailSample {
    /** Standard errors on each side: 95 of 100 intervals hold the true share. */
    private static final double ERRORS = 2;

    private final List<Map<String, @Nullable Object>> objects;

    public DetailSample(List<Page> pages) {
        Map<String, Map<String, @Nullable Object>> byId = new TreeMap<>();
        pages.forEach(page -> page.items().forEach(item -> byId.put(String.valueOf(item.get("id")), item)));
        this.objects = new ArrayList<>(byId.values());
    }

    public List<Map<String, @Nullable Object>> objects() {
        return objects;
    }

    /**
     * Estimates how many of all objects need a call, from the number of objects in the sample that need one. The bounds are those
     * of Wilson's interval for a share, which stays sound for small samples and for shares near none and all.
     */
    public RequestEstimate estimate(long needing, long all) {
        if (objects.size() >= all) {
            return RequestEstimate.exactly(needing);
        }
        if (objects.isEmpty()) {
            return new RequestEstimate(0, all, all);
        }
        double size = objects.size();
        double share = needing / size;
        double square = ERRORS * ERRORS / size;
        double middle = (share + square / 2) / (1 + square);
        double half = ERRORS * Math.sqrt(share * (1 - share) / size + square / size / 4) / (1 + square);
        return new RequestEstimate(
                (long) Math.max(0, Math.floor(all * (middle - half))), Math.round(all * share), (long)
                        Math.min((double) all, Math.ceil(all * (middle + half))));
    }
}
