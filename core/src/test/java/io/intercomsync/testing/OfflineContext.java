package io.intercomsync.testing;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.api.WorkspaceInfo;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.http.Budget;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.pace.FakeTime;
import io.intercomsync.internal.parallel.Workers;
import io.intercomsync.sink.ReadableSink;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Makes the context of a feed for tests of code that sends no request. */
public final class OfflineContext {
    public static final String WORKSPACE = "w";
    public static final Instant NOW = Instant.parse("2026-03-10T10:30:00Z");
    public static final Selection EVERYTHING = new Selection(EnumSet.allOf(IntercomCollection.class), Set.of());

    private static final VersionRules VERSION = new VersionRules("2.16", false, true, true, false);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "offline");
        thread.setDaemon(true);
        return thread;
    });

    private OfflineContext() {}

    /** Returns the context over a sink; {@code null} stands for one that cannot be read back. */
    public static FeedContext over(@Nullable ReadableSink sink) {
        FakeTime time = new FakeTime();
        return new FeedContext(
                null, // nothing is asked
                VERSION,
                new WorkspaceInfo(WORKSPACE, "", ZoneOffset.UTC, null, new ClockReading(NOW, NOW)),
                EVERYTHING,
                sink,
                new Workers(THREADS, () -> 2, () -> {}),
                name -> new ReentrantLock(),
                new Budget(null, null, time),
                Duration.ofHours(1),
                time,
                time,
                waiting -> {});
    }
}
