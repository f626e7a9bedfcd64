package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.IntercomCollection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the keys of a collection one by one. */
final class KeyStream extends Spliterators.AbstractSpliterator<List<String>> {
    private final OpenHub hub;
    private final HubConnection connection;
    private final ResultSet rows;
    private final int columns;
    private final AtomicBoolean isOpen = new AtomicBoolean(true);

    private KeyStream(OpenHub hub, HubConnection connection, ResultSet rows, int columns) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
        this.hub = hub;
        this.connection = connection;
        this.rows = rows;
        this.columns = columns;
    }

    static Stream<List<String>> open(OpenHub hub, IntercomCollection collection) throws SQLException {
        HubConnection connection = hub.readers.take();
        try {
            ResultSet rows = connection
                    .statement(
                            "SELECT key FROM rows WHERE collection = ? ORDER BY key", CollectionNumbers.of(collection))
                    .executeQuery();
            KeyStream keys =
                    new KeyStream(hub, connection, rows, collection.keyColumns().size());
            return StreamSupport.stream(keys, false).onClose(keys::close);
        } catch (Throwable e) {
            hub.readers.giveBack(connection);
            throw e;
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super List<String>> action) {
        List<String> key;
        try {
            if (!isOpen.get() || !rows.next()) {
                close();
                return false;
            }
            key = StoredText.key(rows.getBytes(1), columns);
        } catch (SQLException e) {
            throw hub.failed("Cannot read", e);
        }
        action.accept(key);
        return true;
    }

    private void close() {
        if (isOpen.compareAndSet(true, false)) {
            try {
                rows.close();
                hub.readers.giveBack(connection);
            } catch (SQLException e) {
                throw hub.failed("Cannot read", e);
            }
        }
    }
}
