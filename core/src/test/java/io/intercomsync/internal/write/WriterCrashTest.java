package io.intercomsync.internal.write;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.internal.write.WriterTest.PLAN;
import static io.intercomsync.internal.write.WriterTest.chunk;
import static io.intercomsync.internal.write.WriterTest.tag;
import static io.intercomsync.internal.write.WriterTest.writeAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.error.SinkException;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.sweep.SweepMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriterCrashTest {
    /** In a store without transactions a kill may come between any two of its saves. */
    @Test
    void a_crash_between_an_entry_and_its_checkpoint_loses_nothing() {
        PendingObject missing = new PendingObject(TAGS, 0);
        Chunk[] chunks = {
            chunk(new FeedEvent.PassPlanned(PLAN)),
            chunk(List.of(tag("1")), new FeedEvent.PendingChanged(Map.of("8", Optional.of(missing)))),
            chunk(List.of(tag("2")), new FeedEvent.PendingChanged(Map.of("9", Optional.of(missing)))),
            chunk(
                    List.of(tag("3")),
                    new FeedEvent.PendingChanged(Map.of("8", Optional.empty(), "9", Optional.empty())),
                    new FeedEvent.SweepAdvanced(SweepMemory.none().withCost(3))),
        };
        for (int saves = 1; saves < 7; saves++) {
            CrashingStore store = new CrashingStore(saves);
            StoredFeed crashed = new StoredFeed("tags", List.of(TAGS), List.of(), WriterTest.DEAF);
            List<FeedState> states = new ArrayList<>();
            WriteQueue queue = new WriteQueue(1 << 20, 1);
            for (Chunk chunk : chunks) {
                queue.put(crashed, chunk);
            }
            queue.end();

            writeAll(queue, store, changes -> states.add(crashed.state()));

            FeedState last = states.get(states.size() - 1); // as it was before the unit that the crash cut off
            FeedState found = store.load("w", "tags").isEmpty() ? PLAN : new WriterTest.StateOf(store).state();
            assertThat(found).as("after %s saves", saves).isEqualTo(last);
        }
    }

    /** Saves so many checkpoints, and no more. */
    private static final class CrashingStore implements CheckpointStore {
        private final InMemoryCheckpointStore store = new InMemoryCheckpointStore();
        private int left;

        CrashingStore(int left) {
            this.left = left;
        }

        @Override
        public Optional<Checkpoint> load(String workspace, String feed) {
            return store.load(workspace, feed);
        }

        @Override
        public void save(Checkpoint checkpoint) {
            if (left-- <= 0) {
                throw new SinkException("The program is killed");
            }
            store.save(checkpoint);
        }
    }
}
