package io.intercomsync.testkit;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.FileCheckpointStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStoreTest extends CheckpointStoreContract {
    @TempDir
    Path directory;

    @Override
    protected CheckpointStore open() {
        return new FileCheckpointStore(directory.resolve("checkpoints"));
    }
}
