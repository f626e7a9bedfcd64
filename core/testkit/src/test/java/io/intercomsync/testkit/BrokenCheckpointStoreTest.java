package io.intercomsync.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The contract detects a store that mixes the checkpoints of two workspaces. */
class BrokenCheckpointStoreTest {

    @Test
    void a_checkpoint_that_two_workspaces_share_is_found_out() {
        assertThatThrownBy(new Contract()::another_workspace_is_refused_and_changes_nothing_or_is_kept_apart)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the checkpoint of a workspace that has saved none");
        assertThatThrownBy(new Contract()::another_workspace_is_treated_alike_by_a_feed_that_has_no_checkpoint_yet)
                .isInstanceOf(AssertionError.class);
    }

    /** Its tests are called one by one, so it is no test class itself. */
    private static final class Contract extends CheckpointStoreContract {
        private final CheckpointStore store = new MixingStore();

        @Override
        protected CheckpointStore open() {
            return store;
        }
    }

    private static final class MixingStore implements CheckpointStore {
        private final Map<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();

        @Override
        public Optional<Checkpoint> load(String workspace, String feed) {
            return Optional.ofNullable(checkpoints.get(feed));
        }

        @Override
        public void save(Checkpoint checkpoint) {
            checkpoints.put(checkpoint.feed(), checkpoint);
        }
    }
}
