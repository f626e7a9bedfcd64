package io.intercomsync.sink;

import io.intercomsync.collection.IntercomCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A sink that can tell what it holds. A row is live if it is stored and not marked as deleted. The methods may be called
 * from any thread, also during a write; they see only whole units of changes.
 */
public interface ReadableSink extends Sink {

    /**
     * Returns the versions of the live rows with these keys: {@code updated_at}, empty if a row has none. Other rows are not in
     * the map.
     *
     * @param keys values of the key columns, in order
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys);

    /**
     * Returns the keys of the live rows that were last stored without a child that the sink refused. The engine does not take such
     * a row for complete, whatever its version: it fetches the object again when Intercom lists it. The sink remembers the row in
     * the transaction that stores it, because the program may be killed before the engine can save the object as pending. The sink
     * forgets the row when it is stored with all its children.
     *
     * <p>The default is none. That is right for a sink that refuses no rows.
     *
     * @param keys values of the key columns, in order
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    default Set<List<String>> lackingChildren(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return Set.of();
    }

    /**
     * Returns the keys of all live rows, in the order of their UTF-8 bytes, column by column. The caller closes the stream.
     *
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    Stream<List<String>> liveKeys(String workspace, IntercomCollection collection);

    /**
     * Returns the number of live rows.
     *
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    long liveRows(String workspace, IntercomCollection collection);
}
