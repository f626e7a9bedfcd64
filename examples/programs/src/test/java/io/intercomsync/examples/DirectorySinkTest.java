package io.intercomsync.examples;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Sink;
import io.intercomsync.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class DirectorySinkTest extends SinkContract {
    @TempDir
    Path root;

    @Override
    protected Sink open() {
        return new DirectorySink(root);
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return StoredFiles.rows(root.resolve(collection.tableName()), collection);
    }
}
