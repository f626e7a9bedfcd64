package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.write.WriteQueue;
import java.util.List;

/** Reads single objects of one feed and stores them. The checkpoint of the feed stays as it is. */
final class ObjectReader {
    private static final String NOT_READ_YET =
            "No run has read the resource yet: the first run reads these objects, too";

    private final FeedRun read;
    private final FeedContext context;
    private final WriteQueue queue;
    private final Checkpoints checkpoints;
    private final List<String> ids;

    ObjectReader(FeedRun read, WriteQueue queue, Checkpoints checkpoints, List<String> ids) {
        this.read = read;
        this.context = read.context();
        this.queue = queue;
        this.checkpoints = checkpoints;
        this.ids = ids;
    }

    void run() {
        Checkpoints.Saved saved = checkpoints.load(context.me(), read.kind().feedName());
        if (saved == null) {
            read.outcome().skip(NOT_READ_YET);
            return;
        }
        FeedState state = saved.state().forObjects();
        read.stored().keepCheckpoint(saved, state);
        read.stored().define(new AttributeReader(context, read.kind()).read(read.report()));
        PassScope scope = PassScope.objects(read.choices().startDate());
        read.progress().start(scope, null);
        ChunkOutput out = new ChunkOutput(read, queue, state);
        try (Feed feed = read.kind().open(context, scope)) {
            feed.open();
            feed.readObjects(ids, out);
        } catch (BudgetReachedException e) {
            out.flush();
            throw e;
        }
        out.flush();
        queue.awaitStored(read.stored());
        read.report().tellPending(read.stored().state());
    }
}
