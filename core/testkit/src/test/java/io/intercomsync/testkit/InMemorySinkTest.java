package io.intercomsync.testkit;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.util.List;

class InMemorySinkTest extends SinkContract {
    private final InMemorySink sink = new InMemorySink();

    @Override
    protected Sink open() {
        return sink;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return List.copyOf(sink.rows(collection).values());
    }
}
