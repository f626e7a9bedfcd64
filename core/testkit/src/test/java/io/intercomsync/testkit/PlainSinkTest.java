package io.intercomsync.testkit;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.util.List;

/** A lambda is a sink, too. The contract tests only its rows and skips the optional abilities. */
class PlainSinkTest extends SinkContract {
    private final InMemorySink sink = new InMemorySink();

    @Override
    protected Sink open() {
        return changes -> sink.write(changes);
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return List.copyOf(sink.rows(collection).values());
    }
}
