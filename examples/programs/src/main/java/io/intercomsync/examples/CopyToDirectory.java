package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.FileCheckpointStore;
import java.nio.file.Path;

/** Copies into a sink that stores no checkpoints. A separate store keeps them. */
final class CopyToDirectory {
    private CopyToDirectory() {}

    static SyncEngine engine(IntercomClient intercom, Path directory) {
        return SyncEngine.builder(intercom, new DirectorySink(directory.resolve("rows")))
                .checkpointStore(new FileCheckpointStore(directory.resolve("checkpoints")))
                .build();
    }
}
