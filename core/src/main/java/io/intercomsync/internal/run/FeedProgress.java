package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.report.Progress;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports the progress of the passes over one feed to the application. Thread-safe. */
final class FeedProgress {
    private final ApiResource resource;
    private final Selection selection;
    private final Clock clock;
    private final Supplier<Map<IntercomCollection, Long>> counts;
    private final Consumer<Progress> listener;
    private volatile PassProgress pass;

    /** @param counts tells how many rows Intercom counted */
    FeedProgress(
            ApiResource resource,
            Selection selection,
            Clock clock,
            Supplier<Map<IntercomCollection, Long>> counts,
            Consumer<Progress> listener) {
        this.resource = resource;
        this.selection = selection;
        this.clock = clock;
        this.counts = counts;
        this.listener = listener;
        this.pass = new PassProgress(false, 0, clock);
    }

    /**
     * Starts the count of a pass.
     *
     * @param resumed the state that an earlier run left; {@code null} for a new pass
     */
    void start(PassScope scope, @Nullable FeedState resumed) {
        pass = new PassProgress(scope.isChangesOnly(), resumed == null ? 0 : objectsOf(resumed), clock);
    }

    private long objectsOf(FeedState state) {
        return resource.parents().stream().mapToLong(state::rowsOf).sum();
    }

    /** Counts a wanted object that was read. */
    void countObject() {
        pass.countObject();
    }

    /** Adds objects that have changed by Intercom's count. */
    void expect(long objects) {
        pass.expectChanges(objects);
    }

    /** @param waiting the number of objects that were read and not put out yet */
    void pageRead(long waiting) {
        listener.accept(pass.now(resource.feedName(), waiting, counted()));
    }

    private long counted() {
        Map<IntercomCollection, Long> counted = counts.get();
        return selection.among(resource.collections()).stream()
                .mapToLong(collection -> counted.getOrDefault(collection, 0L))
                .sum();
    }
}
