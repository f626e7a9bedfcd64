package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.sink.Sink;
import io.intercomsync.testkit.SinkContract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract of every sink, for a generated dialect. It takes a minute: {@code -Dgenerated.full} runs it. */
abstract class GeneratedSinkContract extends SinkContract {
    final String schema = TestDatabase.newSchema();
    private final TestDatabase database;
    private @Nullable Sink opened;

    GeneratedSinkContract(TestDatabase database) {
        this.database = database;
    }

    /** Returns a sink that uses the dialect. */
    abstract JdbcSink.Builder sink();

    @Override
    protected Sink open() {
        if (opened != null) {
            opened.close();
        }
        opened = sink().build();
        return opened;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return new StoredTables(database.url(), schema).live(collection);
    }
}
