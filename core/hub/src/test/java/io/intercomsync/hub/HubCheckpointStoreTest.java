package io.intercomsync.hub;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.sink.Changes;
import io.intercomsync.testkit.CheckpointStoreContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub keeps checkpoints as a store of them does. */
class HubCheckpointStoreTest extends CheckpointStoreContract {
    @TempDir
    Path directory;

    private @Nullable Hub hub;

    @Override
    protected CheckpointStore open() {
        close();
        Hub opened = Hub.builder(directory.resolve("intercom.hub")).build();
        hub = opened;
        return new CheckpointStore() {
            @Override
            public Optional<Checkpoint> load(String workspace, String feed) {
                return current().checkpoint(workspace, feed);
            }

            @Override
            public void save(Checkpoint checkpoint) {
                current().write(new Changes(List.of(), List.of(), checkpoint));
            }
        };
    }

    /** An earlier store of a test is the same file as the later one. */
    private Hub current() {
        if (hub == null) {
            throw new IllegalStateException("no hub is open");
        }
        return hub;
    }

    @AfterEach
    void close() {
        if (hub != null) {
            hub.close();
        }
    }
}
