package io.intercomsync.testkit;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Holds several workspaces and keeps them apart. */
class SharedInMemorySink implements CheckpointingSink, ReadableSink {
    private final Map<String, InMemorySink> workspaces = new ConcurrentHashMap<>();

    private InMemorySink of(String workspace) {
        return workspaces.computeIfAbsent(workspace, first -> new InMemorySink());
    }

    List<Row> rows(IntercomCollection collection) {
        return workspaces.values().stream()
                .flatMap(sink -> sink.rows(collection).values().stream())
                .toList();
    }

    @Override
    public void write(Changes changes) {
        of(changes.workspace()).write(changes);
    }

    @Override
    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return of(workspace).checkpoint(workspace, feed);
    }

    @Override
    public Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return of(workspace).versions(workspace, collection, keys);
    }

    @Override
    public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        return of(workspace).liveKeys(workspace, collection);
    }

    @Override
    public long liveRows(String workspace, IntercomCollection collection) {
        return of(workspace).liveRows(workspace, collection);
    }
}
