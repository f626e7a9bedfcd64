package io.intercomsync.testkit;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Sink;
import java.util.List;

/** A lambda is a sink too: of it, only what every sink must keep is tested. */
class PlainSinkTest extends SinkContract {
    private final MapSink sink = new MapSink();

    @Override
    protected Sink open() {
        return changes -> sink.write(changes);
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return sink.rows(collection);
    }
}
