package io.intercomsync.testkit;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Sink;
import java.util.List;

/** A sink may hold several workspaces, if it keeps them apart. */
class SharedMapSinkTest extends SinkContract {
    private final SharedMapSink sink = new SharedMapSink();

    @Override
    protected Sink open() {
        return sink;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return sink.rows(collection);
    }
}
