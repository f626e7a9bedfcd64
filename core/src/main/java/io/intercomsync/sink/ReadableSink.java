package io.intercomsync.sink;

import io.intercomsync.collection.IntercomCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sink that can tell what it holds. A row is live if it is stored and not marked as deleted. The methods may be called
 * from any thread, also during a write; they see only whole units of changes.
 */
public interface ReadableSink extends Sink {

    /**
     * The versions of those of the rows that are live: {@code updated_at}, empty where a row has none. A row that is not
     * live is not in the map.
     *
     * @param keys values of the key columns, in order
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys);

    /**
     * The keys of all live rows, in the order of their UTF-8 bytes, column by column. Close the stream after use.
     *
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    Stream<List<String>> liveKeys(String workspace, IntercomCollection collection);

    /**
     * How many live rows there are.
     *
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    long liveRows(String workspace, IntercomCollection collection);
}
