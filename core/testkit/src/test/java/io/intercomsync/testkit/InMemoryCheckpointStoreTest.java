package io.intercomsync.testkit;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;

class InMemoryCheckpointStoreTest extends CheckpointStoreContract {
    private final CheckpointStore store = new InMemoryCheckpointStore();

    @Override
    protected CheckpointStore open() {
        return store;
    }
}
