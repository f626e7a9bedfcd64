package io.intercomsync.testkit;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Sink;
import java.util.List;

/** A sink may hold several workspaces, if it keeps them apart. */
class SharedInMemorySinkTest extends SinkContract {
    private final SharedInMemorySink sink = new SharedInMemorySink();

    @Override
    protected Sink open() {
        return sink;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return sink.rows(collection);
    }
}
