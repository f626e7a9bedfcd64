package io.intercomsync.checkpoint;

import io.intercomsync.error.CheckpointException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the checkpoints of one workspace as long as the process lives: for tests, and for sinks that do not outlive it. */
public final class InMemoryCheckpointStore implements CheckpointStore {
    private final Map<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();

    @Override
    public Optional<Checkpoint> load(String workspace, String feed) {
        refuseOthers(workspace);
        return Optional.ofNullable(checkpoints.get(feed));
    }

    @Override
    public void save(Checkpoint checkpoint) {
        refuseOthers(checkpoint.workspace());
        checkpoints.put(checkpoint.feed(), checkpoint);
    }

    private void refuseOthers(String workspace) {
        checkpoints.values().stream()
                .filter(held -> !held.workspace().equals(workspace))
                .findAny()
                .ifPresent(held -> {
                    throw CheckpointException.ofAnotherWorkspace("this store", held.workspace(), workspace);
                });
    }
}
