package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.FileCheckpointStore;
import java.nio.file.Path;

/** A sink without a place for checkpoints, and a store that keeps them for it. */
final class CopyToDirectory {
    private CopyToDirectory() {}

    static SyncEngine engine(IntercomClient intercom, Path directory) {
        return SyncEngine.builder(intercom, new DirectorySink(directory.resolve("rows")))
                .checkpointStore(new FileCheckpointStore(directory.resolve("checkpoints")))
                .build();
    }
}
