package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.write.WriteQueue;
import java.util.List;

/** Reads single objects of one feed. The checkpoint of the feed stays as it is. */
final class ObjectReader {
    private static final String NOT_READ_YET =
            "No run has read the resource yet: the first run reads these objects, too";

    private final FeedRun feedRun;
    private final FeedContext context;
    private final WriteQueue queue;
    private final Checkpoints checkpoints;
    private final List<String> ids;

    ObjectReader(FeedRun feedRun, WriteQueue queue, Checkpoints checkpoints, List<String> ids) {
        this.feedRun = feedRun;
        this.context = feedRun.context();
        this.queue = queue;
        this.checkpoints = checkpoints;
        this.ids = ids;
    }

    void run() {
        Checkpoints.Saved saved =
                checkpoints.load(context.me(), feedRun.resource().feedName());
        if (saved == null) {
            feedRun.outcome().skip(NOT_READ_YET);
            return;
        }
        FeedState state = saved.state().forObjects();
        feedRun.stored().keepCheckpoint(saved, state);
        feedRun.stored().define(new AttributeReader(context, feedRun.resource()).read(feedRun.report()));
        PassScope scope = PassScope.objects(feedRun.options().startDate());
        feedRun.progress().start(scope, null);
        ChunkOutput out = new ChunkOutput(feedRun, queue, state);
        try (Feed feed = feedRun.resource().open(context, scope)) {
            feed.open();
            feed.readObjects(ids, out);
        } catch (BudgetReachedException e) {
            out.flush();
            throw e;
        }
        out.flush();
        queue.awaitStored(feedRun.stored());
        feedRun.report().reportPending(feedRun.stored().state());
    }
}
