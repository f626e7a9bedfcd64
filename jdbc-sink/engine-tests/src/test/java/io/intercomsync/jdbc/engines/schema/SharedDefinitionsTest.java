package io.intercomsync.jdbc.engines.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** Several workspaces share a schema, and their sinks make its tables at the same moment. */
class SharedDefinitionsTest {
    private static final int WORKSPACES = 4;

    private final String schema = TestDatabase.newSchema();

    @RepeatedTest(5)
    void each_workspace_is_stored_although_others_define_the_same_tables() throws Exception {
        CyclicBarrier start = new CyclicBarrier(WORKSPACES);
        ExecutorService threads = Executors.newFixedThreadPool(WORKSPACES);
        try {
            List<Future<Long>> stored = new ArrayList<>();
            for (int i = 0; i < WORKSPACES; i++) {
                String workspace = "w" + i;
                stored.add(threads.submit(() -> store(workspace, start)));
            }

            for (Future<Long> rows : stored) {
                assertThat(rows.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private long store(String workspace, CyclicBarrier start) throws Exception {
        try (JdbcSink sink =
                TestDatabase.POSTGRESQL.sink(schema).workspaceColumn().build()) {
            start.await();
            Row tag = Row.of(IntercomCollection.TAGS, Map.of("id", "1", "name", workspace));
            Batch tags = new Batch(IntercomCollection.TAGS, tag.columns(), List.of(tag));
            sink.write(new Changes(List.of(), List.of(tags), new Checkpoint(workspace, "tags", "{}")));
            return sink.liveRows(workspace, IntercomCollection.TAGS);
        }
    }
}
