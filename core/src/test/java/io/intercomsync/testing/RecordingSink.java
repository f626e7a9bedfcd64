package io.intercomsync.testing;

import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult;
import java.util.ArrayList;
import java.util.List;

/** Also remembers the removals that it was given. */
public final class RecordingSink extends InMemorySink {
    private final List<Removal> removals = new ArrayList<>();

    @Override
    public synchronized WriteResult store(Changes changes) {
        removals.addAll(changes.removals());
        return super.store(changes);
    }

    /** Returns the removals of all writes, in order. */
    public synchronized List<Removal> removals() {
        return List.copyOf(removals);
    }
}
