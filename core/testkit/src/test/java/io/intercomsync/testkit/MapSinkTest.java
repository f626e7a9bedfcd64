package io.intercomsync.testkit;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Sink;
import java.util.List;

class MapSinkTest extends SinkContract {
    private final MapSink sink = new MapSink();

    @Override
    protected Sink open() {
        return sink;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return sink.rows(collection);
    }
}
