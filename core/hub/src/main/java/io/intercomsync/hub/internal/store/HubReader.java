package io.intercomsync.hub.internal.store;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.UnitSize;
import java.io.IOException;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the hub beside a write. Each method sees one moment. */
public final class HubReader {
    private final HubStore store;

    HubReader(HubStore store) {
        this.store = store;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T run(HubConnection file) throws SQLException;
    }

    private <T> T read(Reading<T> work) {
        OpenHub hub = store.open();
        try {
            HubConnection file = hub.readers.take();
            try {
                return file.reading(() -> work.run(file));
            } finally {
                hub.readers.giveBack(file);
            }
        } catch (SQLException e) {
            throw hub.failed("Cannot read", e);
        }
    }

    /**
     * Refuses another workspace.
     *
     * @throws io.intercomsync.error.CheckpointException if the hub holds another one
     */
    public void refuseOther(String workspace) {
        read(file -> {
            store.open().refuseOther(file, workspace);
            return true;
        });
    }

    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return Optional.ofNullable(read(file -> {
                    store.open().refuseOther(file, workspace);
                    byte[] state =
                            file.first("SELECT state FROM checkpoints WHERE feed = ?", row -> row.getBytes(1), feed);
                    return Optional.ofNullable(state)
                            .map(bytes -> new Checkpoint(workspace, feed, StoredText.text(bytes)));
                })
                .orElse(null));
    }

    public Map<List<String>, Optional<Instant>> versions(IntercomCollection collection, Collection<List<String>> keys) {
        return read(file -> {
            Map<List<String>, Optional<Instant>> versions = new HashMap<>();
            for (List<String> key : new LinkedHashSet<>(keys)) {
                Optional<Instant> version = file.first(
                        "SELECT version FROM rows WHERE collection = ? AND key = ?",
                        row -> Optional.ofNullable(row.getString(1)).map(Instant::parse),
                        CollectionNumbers.of(collection),
                        StoredText.key(key));
                if (version != null) {
                    versions.put(key, version);
                }
            }
            return versions;
        });
    }

    /** Streams the keys of one moment from a connection of its own, until the stream is closed. */
    public Stream<List<String>> liveKeys(IntercomCollection collection) {
        OpenHub hub = store.open();
        try {
            return KeyStream.open(hub, collection);
        } catch (SQLException e) {
            throw hub.failed("Cannot read", e);
        }
    }

    public long liveRows(IntercomCollection collection) {
        return read(
                file -> file.number("SELECT live FROM counts WHERE collection = ?", CollectionNumbers.of(collection)));
    }

    public Map<IntercomCollection, Long> liveRows() {
        return read(file -> {
            Map<IntercomCollection, Long> rows = new EnumMap<>(IntercomCollection.class);
            for (IntercomCollection collection : IntercomCollection.values()) {
                rows.put(
                        collection,
                        file.number("SELECT live FROM counts WHERE collection = ?", CollectionNumbers.of(collection)));
            }
            return rows;
        });
    }

    /** Returns the workspace; {@code null} while nothing is stored. */
    public @Nullable String workspace() {
        return read(file -> Optional.ofNullable(OpenHub.fact(file, HubSchema.WORKSPACE)))
                .orElse(null);
    }

    /** Returns the collections that source runs have read to the end at least once. */
    public Set<IntercomCollection> whole() {
        return read(SourceReads::whole);
    }

    /** Returns the random id of the file. */
    public String hub() {
        return store.open().hub();
    }

    /** Returns the last number of the changes. */
    public SeqMark last() {
        return read(file -> new SeqMark(
                OpenHub.lastSeq(file),
                sessionOf(file, OpenHub.lastSeq(file)),
                file.number("SELECT max(n) FROM families")));
    }

    private static String sessionOf(HubConnection file, long seq) throws SQLException {
        String session = file.first(
                "SELECT session FROM commits WHERE seq >= ? ORDER BY seq LIMIT 1", row -> row.getString(1), seq);
        return session == null ? "" : session;
    }

    /** Returns the session that made the change of this number; empty if there is no such change. */
    public String sessionOf(long seq) {
        return read(file -> sessionOf(file, seq));
    }

    /** Returns the number up to which removals may have been dropped. */
    public long purged() {
        return read(file -> {
            String purged = OpenHub.fact(file, HubSchema.PURGED);
            return purged == null ? 0L : Long.parseLong(purged);
        });
    }

    public FamilyPage families(long after, long through, Collection<FamilyKind> kinds, UnitSize size) {
        return read(file -> new FamilyReader(file, store.open().shapes).read(after, through, kinds, size));
    }

    /** Returns families that were there at the moment and have changed since, in the order of their rows in the file. */
    public FamilyPage familiesChangedSince(SeqMark moment, long after, Collection<FamilyKind> kinds, UnitSize size) {
        return read(file -> new FamilyReader(file, store.open().shapes).readChangedSince(moment, after, kinds, size));
    }

    public long countFamilies(long after, long through) {
        return read(file -> file.number("SELECT count(*) FROM families WHERE seq > ? AND seq <= ?", after, through));
    }

    public @Nullable Family family(FamilyId id) {
        return read(file -> Optional.ofNullable(new FamilyReader(file, store.open().shapes).read(id)))
                .orElse(null);
    }

    /** Returns the keys that are not live. */
    public Set<List<String>> missing(IntercomCollection collection, Collection<List<String>> keys) {
        Set<List<String>> missing = new LinkedHashSet<>(keys);
        missing.removeAll(versions(collection, keys).keySet());
        return missing;
    }

    public @Nullable KeptRemoval removal(IntercomCollection collection, List<String> key) {
        return read(file -> Optional.ofNullable(file.first(
                        "SELECT collection, key, reason, at, survivor FROM removals WHERE collection = ? AND key = ?",
                        FamilyReader::removal,
                        CollectionNumbers.of(collection),
                        StoredText.key(key))))
                .orElse(null);
    }

    /** Returns whether any conversation is held of which Intercom returned only the newest parts. */
    public boolean hasTruncated() {
        return read(file -> file.number("SELECT count(*) FROM families WHERE truncated = 1")) > 0;
    }

    /** Returns keys from both ends of a collection, of families that have not changed after the number. */
    public Set<FamilyKey> sample(IntercomCollection collection, long through, int most) {
        return read(file -> {
            Set<FamilyKey> keys = new HashSet<>();
            int columns = collection.keyColumns().size();
            for (String order : List.of("ASC", "DESC")) {
                keys.addAll(file.list(
                        "SELECT r.key, f.kind, f.id, f.seq FROM (SELECT key, family FROM rows WHERE collection = ?"
                                + " ORDER BY key " + order + " LIMIT ?) r JOIN families f ON f.n = r.family"
                                + " WHERE f.seq <= ?",
                        row -> new FamilyKey(
                                StoredText.key(row.getBytes(1), columns),
                                new FamilyId(FamilyKind.of(row.getInt(2)), StoredText.text(row.getBytes(3)))),
                        CollectionNumbers.of(collection),
                        most,
                        through));
            }
            return keys;
        });
    }

    /** A key and the family of its row. */
    public record FamilyKey(List<String> key, FamilyId family) {}

    /**
     * A moment of the hub.
     *
     * @param seq the number of the last change
     * @param session the session that made it
     * @param families the row of the newest family in the file
     */
    public record SeqMark(long seq, String session, long families) {}

    public List<AttributeDefinition> attributes() {
        return read(file -> file.list("SELECT collection, name, label, type, archived FROM attributes", row -> {
            byte[] label = row.getBytes(3);
            return new AttributeDefinition(
                    CollectionNumbers.collection(row.getInt(1)),
                    StoredText.text(row.getBytes(2)),
                    label == null ? null : StoredText.text(label),
                    row.getString(4),
                    row.getInt(5) != 0);
        }));
    }

    public List<StoredPosition> positions() {
        return read(file -> file.list(
                "SELECT id, name, seq, at, pending, state FROM positions ORDER BY name, id",
                row -> new StoredPosition(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getInt(5),
                        StoredText.text(row.getBytes(6)))));
    }

    /** Returns when the oldest change after the number was stored; {@code null} if there is none. */
    public @Nullable Instant firstChangeAfter(long seq) {
        return read(file -> Optional.ofNullable(file.first(
                        "SELECT at FROM commits WHERE seq > ? ORDER BY seq LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        seq)))
                .orElse(null);
    }

    /** Returns when the last run began and ended, as far as each is known. */
    public List<Optional<Instant>> lastRun() {
        return read(file -> {
            List<Optional<Instant>> times = new ArrayList<>();
            for (String name : List.of(HubSchema.RUN_BEGAN, HubSchema.RUN_ENDED)) {
                times.add(Optional.ofNullable(OpenHub.fact(file, name)).map(Instant::parse));
            }
            return times;
        });
    }

    /** Returns the bytes that the hub takes on the disk. */
    public long size() {
        try {
            return requireNonNull(store.open()).file().size();
        } catch (IOException e) {
            throw new SinkException(
                    "Cannot read the size of the hub's file. It may have been deleted while it was open", e);
        }
    }
}
