package io.intercomsync.internal.run;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the checkpoints of a run are: in the sink, if it stores them with the rows, else in a store of their own. */
final class Checkpoints {
    private final Sink sink;
    private final CheckpointStore store;

    Checkpoints(Sink sink, CheckpointStore store) {
        this.sink = sink;
        this.store = store;
    }

    /** How far the feed was read by earlier runs; {@code null} if by none. */
    @Nullable
    FeedState load(String workspace, String feed) {
        Optional<Checkpoint> held =
                sink instanceof CheckpointingSink both ? both.checkpoint(workspace, feed) : store.load(workspace, feed);
        return held.map(Checkpoint::state).map(FeedStateJson::read).orElse(null);
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
