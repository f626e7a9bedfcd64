package io.intercomsync.hub.internal.store;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the rows and removals of one unit in the transaction under way. It first works out the final state of each row, so a row that is
 * removed and comes back unchanged changes nothing. Each family that changes is {@linkplain #touched() touched}.
 */
final class UnitStore {
    private static final String FIND =
            "SELECT n, family, shape, version, data FROM rows WHERE collection = ? AND key = ?";

    private final HubConnection file;
    private final Shapes shapes;
    private final Map<RowName, Wanted> wanted = new LinkedHashMap<>();
    private final Map<RowName, StoredRowBytes> held = new HashMap<>();
    private final Set<RowName> missing = new HashSet<>();
    private final Map<FamilyId, Long> families = new HashMap<>();
    private final Set<Long> touched = new LinkedHashSet<>();
    private final Map<IntercomCollection, Long> changed = new EnumMap<>(IntercomCollection.class);
    private final Map<IntercomCollection, Long> growth = new EnumMap<>(IntercomCollection.class);

    UnitStore(HubConnection file, Shapes shapes) {
        this.file = file;
        this.shapes = shapes;
    }

    private record RowName(IntercomCollection collection, List<String> key) {}

    /** The final state of a row: stored, or removed. One of the two is null. */
    private record Wanted(@Nullable Row row, @Nullable Removal removal) {}

    private record StoredRowBytes(
            long n, long family, long shape, @Nullable String version, ByteBuffer data) {}

    /** Stores the unit, and returns how many rows changed. */
    Map<IntercomCollection, Long> store(Changes changes) throws SQLException {
        for (Removal removal : changes.removals()) {
            if (removal.reason() != Removal.Reason.REPLACED) {
                want(removal);
            }
        }
        Set<String> newerParents = parentsHeldInANewerVersion(changes);
        for (Removal removal : changes.removals()) {
            if (removal.reason() == Removal.Reason.REPLACED && !isOfOneOf(newerParents, removal)) {
                want(removal);
            }
        }
        for (Batch batch : changes.batches()) {
            want(batch, newerParents);
        }
        for (Map.Entry<RowName, Wanted> entry : wanted.entrySet()) {
            apply(entry.getKey(), entry.getValue());
        }
        saveCounts();
        return changed;
    }

    /** Returns the numbers of the families that changed, in the order of their changes. */
    Set<Long> touched() {
        return touched;
    }

    private void want(Removal removal) throws SQLException {
        for (List<String> key : keysOf(removal)) {
            wanted.put(new RowName(removal.collection(), key), new Wanted(null, removal));
        }
    }

    private List<List<String>> keysOf(Removal removal) throws SQLException {
        if (removal instanceof Removal.ByKey one) {
            return List.of(one.key());
        }
        IntercomCollection collection = removal.collection();
        int columns = collection.keyColumns().size();
        if (removal instanceof Removal.ChildrenOf children) {
            return file.list(
                    "SELECT r.key FROM families f JOIN rows r ON r.family = f.n"
                            + " WHERE f.kind = ? AND f.id = ? AND r.collection = ?",
                    row -> StoredText.key(row.getBytes(1), columns),
                    FamilyKind.of(collection).number(),
                    StoredText.bytes(children.parentId()),
                    CollectionNumbers.of(collection));
        }
        Set<List<String>> stay = ((Removal.AllBut) removal).keys();
        return file
                .list(
                        "SELECT key FROM rows WHERE collection = ?",
                        row -> StoredText.key(row.getBytes(1), columns),
                        CollectionNumbers.of(collection))
                .stream()
                .filter(key -> !stay.contains(key))
                .toList();
    }

    private Set<String> parentsHeldInANewerVersion(Changes changes) throws SQLException {
        Set<String> ids = new HashSet<>();
        for (Batch batch : changes.batches()) {
            if (batch.collection().parentColumn().isEmpty()) {
                for (Row row : batch.rows()) {
                    if (isHeldInANewerVersion(row)) {
                        ids.addAll(row.key());
                    }
                }
            }
        }
        return ids;
    }

    private boolean isHeldInANewerVersion(Row row) throws SQLException {
        Instant version = row.updatedAt();
        RowName name = new RowName(row.collection(), row.key());
        if (version == null || wanted.containsKey(name)) { // removed by this unit
            return false;
        }
        StoredRowBytes stored = held(name);
        return stored != null && stored.version() != null && version.isBefore(Instant.parse(stored.version()));
    }

    private static boolean isOfOneOf(Set<String> parents, Removal removal) {
        return removal instanceof Removal.ChildrenOf children && parents.contains(children.parentId());
    }

    private void want(Batch batch, Set<String> newerParents) throws SQLException {
        boolean areChildren = batch.collection().parentColumn().isPresent();
        for (Row row : batch.rows()) {
            boolean isOutdated =
                    areChildren ? newerParents.contains(FamilyKind.familyOf(row)) : isHeldInANewerVersion(row);
            if (!isOutdated) {
                wanted.put(new RowName(batch.collection(), row.key()), new Wanted(row, null));
            }
        }
    }

    private @Nullable StoredRowBytes held(RowName name) throws SQLException {
        StoredRowBytes known = held.get(name);
        if (known != null || missing.contains(name)) {
            return known;
        }
        StoredRowBytes stored = file.first(
                FIND,
                row -> new StoredRowBytes(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        ByteBuffer.wrap(row.getBytes(5))),
                CollectionNumbers.of(name.collection()),
                StoredText.key(name.key()));
        if (stored == null) {
            missing.add(name);
        } else {
            held.put(name, stored);
        }
        return stored;
    }

    private void apply(RowName name, Wanted end) throws SQLException {
        StoredRowBytes stored = held(name);
        if (end.row() != null) {
            put(name, end.row(), stored);
        } else if (stored != null) {
            remove(name, requireNonNull(end.removal()), stored);
        }
    }

    private void remove(RowName name, Removal removal, StoredRowBytes stored) throws SQLException {
        file.update("DELETE FROM rows WHERE n = ?", stored.n());
        String survivor = removal instanceof Removal.ByKey one ? one.survivor() : null;
        file.update(
                "INSERT OR REPLACE INTO removals (collection, key, family, reason, at, survivor) VALUES (?, ?, ?, ?, ?, ?)",
                CollectionNumbers.of(name.collection()),
                StoredText.key(name.key()),
                stored.family(),
                removal.reason().name(),
                removal.at().toString(),
                survivor == null ? null : StoredText.bytes(survivor));
        if (name.collection() == IntercomCollection.CONVERSATIONS) {
            file.update("UPDATE families SET truncated = 0 WHERE n = ?", stored.family());
        }
        touched.add(stored.family());
        count(name.collection(), -1);
    }

    private void put(RowName name, Row row, @Nullable StoredRowBytes stored) throws SQLException {
        byte[] data = RowBytes.write(row);
        long shape = shapes.numberOf(file, row);
        long family = familyOf(row);
        if (stored == null) {
            insert(name, row, family, shape, data);
        } else if (stored.family() != family
                || stored.shape() != shape
                || !stored.data().equals(ByteBuffer.wrap(data))) {
            file.update(
                    "UPDATE rows SET family = ?, shape = ?, version = ?, data = ? WHERE n = ?",
                    family,
                    shape,
                    version(row),
                    data,
                    stored.n());
            touched.add(stored.family());
            count(name.collection(), 0);
        } else {
            return;
        }
        touched.add(family);
        if (name.collection() == IntercomCollection.CONVERSATIONS) {
            file.update("UPDATE families SET truncated = ? WHERE n = ?", isTruncated(row) ? 1 : 0, family);
        }
    }

    private void insert(RowName name, Row row, long family, long shape, byte[] data) throws SQLException {
        byte[] key = StoredText.key(name.key());
        int collection = CollectionNumbers.of(name.collection());
        file.update(
                "INSERT INTO rows (collection, family, shape, version, key, data) VALUES (?, ?, ?, ?, ?, ?)",
                collection,
                family,
                shape,
                version(row),
                key,
                data);
        if (name.collection().parentColumn().isPresent()) { // a parent may come again in an older version
            file.update("DELETE FROM removals WHERE collection = ? AND key = ?", collection, key);
        }
        count(name.collection(), 1);
    }

    private static @Nullable String version(Row row) {
        Instant version = row.updatedAt();
        return version == null ? null : version.toString();
    }

    private static boolean isTruncated(Row conversation) {
        String column = "parts_truncated";
        return conversation.columns().stream().anyMatch(each -> each.name().equals(column))
                && Boolean.TRUE.equals(conversation.value(column));
    }

    private long familyOf(Row row) throws SQLException {
        FamilyId id = new FamilyId(FamilyKind.of(row.collection()), FamilyKind.familyOf(row));
        Long known = families.get(id);
        if (known == null) {
            byte[] bytes = StoredText.bytes(id.id());
            int kind = id.kind().number();
            file.update(
                    "INSERT INTO families (kind, id, seq, truncated) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING",
                    kind,
                    bytes);
            known = file.number("SELECT n FROM families WHERE kind = ? AND id = ?", kind, bytes);
            families.put(id, known);
        }
        return known;
    }

    private void count(IntercomCollection collection, long added) {
        changed.merge(collection, 1L, Long::sum);
        growth.merge(collection, added, Long::sum);
    }

    private void saveCounts() throws SQLException {
        for (Map.Entry<IntercomCollection, Long> entry : growth.entrySet()) {
            if (entry.getValue() != 0) {
                file.update(
                        "UPDATE counts SET live = live + ? WHERE collection = ?",
                        entry.getValue(),
                        CollectionNumbers.of(entry.getKey()));
            }
        }
    }
}
