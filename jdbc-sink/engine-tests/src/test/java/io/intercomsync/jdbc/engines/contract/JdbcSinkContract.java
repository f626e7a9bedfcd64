package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.StoredTables;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Sink;
import io.intercomsync.testkit.SinkContract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract of every sink, for the JDBC sink on a real database; the tests read back by plain JDBC. */
abstract class JdbcSinkContract extends SinkContract {
    private final TestDatabase database;
    private final String schema = TestDatabase.newSchema();
    private @Nullable Sink opened;

    JdbcSinkContract(TestDatabase database) {
        this.database = database;
    }

    @Override
    protected Sink open() {
        if (opened != null) {
            // Only one sink at a time writes to a schema.
            opened.close();
        }
        opened = settings(database.sink(schema)).build();
        return opened;
    }

    /** Sets the options of the sink besides its schema. */
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return new StoredTables(database.url(), schema).live(collection);
    }
}
