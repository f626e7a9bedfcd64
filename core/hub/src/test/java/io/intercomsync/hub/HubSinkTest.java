package io.intercomsync.hub;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Sink;
import io.intercomsync.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class HubSinkTest extends SinkContract {
    @TempDir
    Path directory;

    private @Nullable Hub hub;

    /** Only one hub may have the file open, so the one before is closed. */
    @Override
    protected Sink open() {
        if (hub != null) {
            hub.close();
        }
        hub = Hub.builder(directory.resolve("intercom.hub")).build();
        return hub;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return HubRows.of(hub == null ? (Hub) open() : hub, collection);
    }
}
