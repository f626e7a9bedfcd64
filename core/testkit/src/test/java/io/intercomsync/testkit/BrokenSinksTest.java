package io.intercomsync.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Sink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract detects sinks that break its rules. */
class BrokenSinksTest {

    @Test
    void rows_of_two_workspaces_in_one_place_are_found_out() {
        Contract contract = new Contract(new MixingSink());

        assertThatThrownBy(contract::another_workspace_is_refused_and_changes_nothing_or_is_kept_apart)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rows of all workspaces");
        assertThatThrownBy(new Contract(new MixingSink())::a_workspace_reads_back_its_own_rows_alone)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_checkpoint_that_two_workspaces_share_is_found_out() {
        Contract contract = new Contract(new SharedInMemorySink() {
            @Override
            public Optional<Checkpoint> checkpoint(String workspace, String feed) {
                return super.checkpoint(SinkTests.WORKSPACE, feed);
            }
        });

        assertThatThrownBy(contract::another_workspace_is_refused_and_changes_nothing_or_is_kept_apart)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the checkpoint of a workspace that has stored none");
    }

    @Test
    void a_removal_from_all_workspaces_is_found_out() {
        Contract contract = new Contract(new SharedInMemorySink() {
            @Override
            public void write(Changes changes) {
                super.write(changes);
                super.write(new Changes(
                        changes.removals(),
                        List.of(),
                        checkpoint(SinkTests.WORKSPACE, changes.feed())
                                .orElse(new Checkpoint(SinkTests.WORKSPACE, changes.feed(), "{}"))));
            }
        });

        assertThatThrownBy(contract::another_workspace_is_refused_and_changes_nothing_or_is_kept_apart)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rows of all workspaces");
    }

    @Test
    void half_a_unit_that_is_read_during_its_write_is_found_out() {
        Contract contract = new Contract(new HalvingSink());

        assertThatThrownBy(contract::what_is_read_during_a_write_is_whole_units)
                .isInstanceOf(AssertionError.class)
                .message()
                .containsAnyOf("[live rows]", "[generations of the live keys]"); // whichever is asked first
    }

    /** Its tests are called one by one, so it is no test class itself. */
    private static final class Contract extends SinkContract {
        private final SharedInMemorySink sink;

        Contract(SharedInMemorySink sink) {
            this.sink = sink;
        }

        @Override
        protected Sink open() {
            return sink;
        }

        @Override
        protected List<Row> stored(IntercomCollection collection) {
            return sink.rows(collection);
        }
    }

    /** Keeps checkpoints of workspaces apart, but not their rows. */
    private static final class MixingSink extends SharedInMemorySink {
        private final ConcurrentHashMap<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();

        @Override
        public void write(Changes changes) {
            checkpoints.put(changes.workspace() + " " + changes.feed(), changes.checkpoint());
            super.write(new Changes(
                    changes.removals(), changes.batches(), new Checkpoint(SinkTests.WORKSPACE, changes.feed(), "{}")));
        }

        @Override
        public Optional<Checkpoint> checkpoint(String workspace, String feed) {
            return Optional.ofNullable(checkpoints.get(workspace + " " + feed));
        }

        @Override
        public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
            return super.liveKeys(SinkTests.WORKSPACE, collection);
        }

        @Override
        public long liveRows(String workspace, IntercomCollection collection) {
            return super.liveRows(SinkTests.WORKSPACE, collection);
        }
    }

    /** Removes and then stores, so a reader may see the state between the two. */
    private static final class HalvingSink extends SharedInMemorySink {
        private volatile @Nullable CountDownLatch between;
        private int units;

        @Override
        public void write(Changes changes) {
            units++;
            if (units != 2) {
                super.write(changes);
                return;
            }
            super.write(new Changes(changes.removals(), List.of(), changes.checkpoint()));
            CountDownLatch read = new CountDownLatch(1);
            between = read;
            try {
                read.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            super.write(changes);
        }

        @Override
        public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
            return read(() -> super.liveKeys(workspace, collection));
        }

        @Override
        public long liveRows(String workspace, IntercomCollection collection) {
            return read(() -> super.liveRows(workspace, collection));
        }

        private <T> T read(Supplier<T> rows) {
            CountDownLatch read = between; // what is read from here on is of the half
            T answer = rows.get();
            if (read != null) {
                read.countDown();
            }
            return answer;
        }
    }
}
