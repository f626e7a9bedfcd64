package io.intercomsync.internal.run;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.api.WorkspaceInfo;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the checkpoints of a run are: in the sink, if it stores them with the rows, else in a store of their own. */
final class Checkpoints {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private final Sink sink;
    private final CheckpointStore store;

    Checkpoints(Sink sink, CheckpointStore store) {
        this.sink = sink;
        this.store = store;
    }

    /** How far the feed was read by earlier runs; {@code null} if by none. */
    @Nullable
    FeedState load(WorkspaceInfo me, String feed) {
        String workspace = me.workspace();
        Optional<Checkpoint> held =
                sink instanceof CheckpointingSink both ? both.checkpoint(workspace, feed) : store.load(workspace, feed);
        return held.map(Checkpoint::state)
                .map(FeedStateJson::read)
                .map(state -> believed(state, feed, me.time()))
                .orElse(null);
    }

    /** A time that lies in the future was told by a wrong clock, and nobody knows the right one. */
    private static FeedState believed(FeedState held, String feed, ClockReading now) {
        FeedState believed = held.believed(now);
        if (held.isOfFuture(now) || !believed.equals(held)) {
            log.warn(
                    "The checkpoint of {} names a time in the future: the clock here says {}. A clock was or is wrong, so {}."
                            + " Check the clock of this machine",
                    feed,
                    now.here(),
                    held.isOfFuture(now) ? "everything is read again" : "the time counts as unknown");
        }
        return believed;
    }

    /** Whether the sink may hold rows of which no checkpoint tells: a kill may come between the two. */
    boolean mayLag() {
        return !(sink instanceof CheckpointingSink);
    }

    /** Called once the sink has stored the changes that the checkpoint came with. */
    void stored(Checkpoint checkpoint) {
        if (!(sink instanceof CheckpointingSink)) {
            store.save(checkpoint);
        }
    }
}
