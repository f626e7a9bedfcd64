package io.intercomsync;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.UnitSize;
import java.util.Optional;
import java.util.function.Predicate;

/** A sink that refuses some changes and gives the others to another one, in small units. */
final class BreakingSink implements CheckpointingSink {
    private final MemorySink sink;
    private final Predicate<Changes> breaksAt;

    BreakingSink(MemorySink sink, Predicate<Changes> breaksAt) {
        this.sink = sink;
        this.breaksAt = breaksAt;
    }

    @Override
    public void write(Changes changes) {
        if (breaksAt.test(changes)) {
            throw new SinkException("The sink is full");
        }
        sink.write(changes);
    }

    @Override
    public UnitSize unitSize() {
        return new UnitSize(1, 1);
    }

    @Override
    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return sink.checkpoint(workspace, feed);
    }
}
