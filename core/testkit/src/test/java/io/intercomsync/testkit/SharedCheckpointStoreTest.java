package io.intercomsync.testkit;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store may hold several workspaces, if it keeps them apart. */
class SharedCheckpointStoreTest extends CheckpointStoreContract {
    private final CheckpointStore store = new SharedStore();

    @Override
    protected CheckpointStore open() {
        return store;
    }

    private static final class SharedStore implements CheckpointStore {
        private final Map<List<String>, Checkpoint> checkpoints = new ConcurrentHashMap<>();

        @Override
        public Optional<Checkpoint> load(String workspace, String feed) {
            return Optional.ofNullable(checkpoints.get(List.of(workspace, feed)));
        }

        @Override
        public void save(Checkpoint checkpoint) {
            checkpoints.put(List.of(checkpoint.workspace(), checkpoint.feed()), checkpoint);
        }
    }
}
