package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.history.HistoryTable;
import io.intercomsync.jdbc.internal.read.StoredRow;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notes which rows a unit changes, and then writes their versions in the transaction of the unit. */
final class UnitHistory {
    private final Connection connection;
    private final SinkDatabase database;
    private final Map<IntercomCollection, HistoryTable> histories;
    private final Instant now;
    private final Map<IntercomCollection, Noted> noted = new EnumMap<>(IntercomCollection.class);
    private @Nullable TargetTable writing;

    /** The rows of one collection that the unit changes. */
    private static final class Noted {
        final Set<List<String>> keys = new LinkedHashSet<>();
        final Map<List<String>, Instant> ends = new HashMap<>();
        final Map<String, Instant> endsOfChildren = new HashMap<>();
        final Set<List<String>> filled = new HashSet<>();
        /** The parents of rows that end with them. */
        final Map<List<String>, String> parents = new HashMap<>();
    }

    /**
     * A version that is not as it was written, although the database reported no error.
     *
     * @param key the key of its row
     * @param object the {@linkplain PreparedUnit#objectOf object} with which the row ends
     */
    record LostVersion(IntercomCollection collection, List<String> key, String object, TargetTable table) {}

    /** @param histories the tables of the collections whose history is kept */
    UnitHistory(
            Connection connection,
            SinkDatabase database,
            Map<IntercomCollection, HistoryTable> histories,
            Instant now) {
        this.connection = connection;
        this.database = database;
        this.histories = histories;
        this.now = now;
    }

    void clear() {
        noted.clear();
        writing = null;
        histories.keySet().forEach(collection -> noted.put(collection, new Noted()));
    }

    /** Notes rows that are removed, or that may lack a version. */
    void changes(IntercomCollection collection, Collection<List<String>> keys) {
        Noted rows = noted.get(collection);
        if (rows != null) {
            rows.keys.addAll(keys);
        }
    }

    /**
     * Notes a row that is written.
     *
     * @param there the stored row that it replaces; {@code null} if there is none
     */
    void changes(CollectionTable table, PreparedRow row, @Nullable StoredRow there) {
        Noted rows = noted.get(table.collection());
        if (rows != null) {
            rows.keys.add(row.key());
            if (there != null && row.isFillOf(there, table)) {
                rows.filled.add(row.key());
            }
        }
    }

    /** Notes a row that is removed or marked. */
    void ends(IntercomCollection collection, List<String> key, Instant at) {
        Noted rows = noted.get(collection);
        if (rows != null) {
            rows.keys.add(key);
            rows.ends.putIfAbsent(key, at);
        }
    }

    /** Notes that all children of a parent are removed or marked. */
    void childrenEnd(IntercomCollection collection, String parent, Instant at) {
        Noted rows = noted.get(collection);
        if (rows != null) {
            rows.endsOfChildren.put(parent, at);
        }
    }

    /** Returns the table of versions at which {@link #write} has failed; nothing if another table was at fault. */
    Optional<TargetTable> failing() {
        return Optional.ofNullable(writing);
    }

    /** Writes the versions of the noted rows. Returns those that are not stored. */
    List<LostVersion> write(String workspace) throws SQLException {
        List<LostVersion> lost = new ArrayList<>();
        for (Map.Entry<IntercomCollection, HistoryTable> entry : histories.entrySet()) {
            HistoryTable history = entry.getValue();
            Noted rows = noted.getOrDefault(entry.getKey(), new Noted());
            writing = history.target();
            addChildren(history, workspace, rows);
            if (!rows.keys.isEmpty()) {
                new VersionWriter(connection, database, history, workspace, now)
                        .write(rows.keys, rows.ends, rows.filled)
                        .forEach(key -> lost.add(new LostVersion(
                                entry.getKey(),
                                key,
                                rows.parents.getOrDefault(key, String.join(" ", key)),
                                history.target())));
            }
        }
        writing = null;
        return lost;
    }

    /** Checks what databases would check only at the end of the transaction. */
    void checkDeferred() throws SQLException {
        for (HistoryTable history : histories.values()) {
            writing = history.target();
            database.dialect().checkDeferred(connection, history.target(), now);
        }
        writing = null;
    }

    /** Finds the children that have a current version. */
    private void addChildren(HistoryTable history, String workspace, Noted rows) throws SQLException {
        if (rows.endsOfChildren.isEmpty()) {
            return;
        }
        String parent = history.target()
                .quoted(history.main().collection().parentColumn().orElseThrow());
        List<List<String>> parents =
                rows.endsOfChildren.keySet().stream().map(List::of).toList();
        String selected = "t." + parent + ", "
                + history.key().stream().map(column -> "t." + column).collect(Collectors.joining(", "));
        int columns = history.key().size();
        new KeyStatements(connection, database.dialect(), history.target(), workspace)
                .where(history.isCurrent())
                .select(selected, List.of(parent), parents, row -> {
                    List<String> key = KeyStatements.key(row, 2, columns);
                    rows.keys.add(key);
                    rows.parents.put(key, row.getString(1));
                    Instant at = rows.endsOfChildren.get(row.getString(1));
                    if (at != null) {
                        rows.ends.putIfAbsent(key, at);
                    }
                });
    }
}
