package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.hub.internal.store.HubReader.SeqMark;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.UnitSize;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads families with all their rows and removals. */
final class FamilyReader {
    private static final String FAMILY = "SELECT f.n, f.kind, f.id, f.seq, f.truncated, r.collection, r.shape, r.data"
            + " FROM families f LEFT JOIN rows r ON r.family = f.n";

    private final HubConnection file;
    private final Shapes shapes;

    FamilyReader(HubConnection file, Shapes shapes) {
        this.file = file;
        this.shapes = shapes;
    }

    /**
     * Reads the families that changed after a number, in the order of their changes, until they are of that size.
     *
     * @param through the last number to read
     */
    FamilyPage read(long after, long through, Collection<FamilyKind> kinds, UnitSize size) throws SQLException {
        // The plus keeps SQLite from finding the kinds by their index: it would then sort all families that are left
        // for each page.
        String sql = FAMILY + " WHERE f.seq > ? AND f.seq <= ? AND +f.kind IN (" + list(kinds) + ") ORDER BY f.seq";
        Map<Long, Found> found = new LinkedHashMap<>();
        boolean isLast = gather(found, size, sql, after, through);
        List<Family> families = complete(found);
        return new FamilyPage(
                families, isLast ? through : families.get(families.size() - 1).seq());
    }

    /**
     * Reads families that were there at a moment and have changed since, in the order of their rows in the file. The page says how far
     * it has come in this order.
     *
     * @param after the row after which to read
     */
    FamilyPage readChangedSince(SeqMark moment, long after, Collection<FamilyKind> kinds, UnitSize size)
            throws SQLException {
        String sql =
                FAMILY + " WHERE f.n > ? AND f.n <= ? AND +f.seq > ? AND +f.kind IN (" + list(kinds) + ") ORDER BY f.n";
        Map<Long, Found> found = new LinkedHashMap<>();
        boolean isLast = gather(found, size, sql, after, moment.families(), moment.seq());
        long reached = found.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        return new FamilyPage(complete(found), isLast ? moment.families() : reached);
    }

    private static String list(Collection<FamilyKind> kinds) {
        return kinds.stream().map(kind -> String.valueOf(kind.number())).collect(Collectors.joining(", "));
    }

    /** Gathers families until they are of that size. Returns whether these were all. */
    private boolean gather(Map<Long, Found> found, UnitSize size, String sql, @Nullable Object... parameters)
            throws SQLException {
        long bytes = 0;
        long rows = 0;
        try (ResultSet result = file.statement(sql, parameters).executeQuery()) {
            while (result.next()) {
                long n = result.getLong(1);
                if (!found.containsKey(n) && (rows >= size.rows() || bytes >= size.bytes())) {
                    return false;
                }
                Row row = found.computeIfAbsent(n, first -> new Found()).add(result);
                bytes += row == null ? 128 : row.approximateBytes();
                rows++;
            }
        }
        return true;
    }

    /** Reads one family; {@code null} if the hub does not know it. */
    @Nullable
    Family read(FamilyId id) throws SQLException {
        Map<Long, Found> found = new LinkedHashMap<>();
        String sql = FAMILY + " WHERE f.kind = ? AND f.id = ?";
        try (ResultSet result = file.statement(sql, id.kind().number(), StoredText.bytes(id.id()))
                .executeQuery()) {
            while (result.next()) {
                found.computeIfAbsent(result.getLong(1), first -> new Found()).add(result);
            }
        }
        List<Family> families = complete(found);
        return families.isEmpty() ? null : families.get(0);
    }

    private List<Family> complete(Map<Long, Found> found) throws SQLException {
        List<Family> families = new ArrayList<>(found.size());
        for (Map.Entry<Long, Found> entry : found.entrySet()) {
            families.add(entry.getValue().family(removals(entry.getKey())));
        }
        return families;
    }

    private List<KeptRemoval> removals(long family) throws SQLException {
        return file.list(
                "SELECT collection, key, reason, at, survivor FROM removals WHERE family = ? ORDER BY collection, key",
                FamilyReader::removal,
                family);
    }

    /** Reads {@code collection, key, reason, at, survivor}. */
    static KeptRemoval removal(ResultSet row) throws SQLException {
        IntercomCollection collection = CollectionNumbers.collection(row.getInt(1));
        byte[] survivor = row.getBytes(5);
        return new KeptRemoval(
                collection,
                StoredText.key(row.getBytes(2), collection.keyColumns().size()),
                Removal.Reason.valueOf(row.getString(3)),
                Instant.parse(row.getString(4)),
                survivor == null ? null : StoredText.text(survivor));
    }

    /** Gathers the rows of one family. */
    private final class Found {
        private @Nullable FamilyId id;
        private long seq;
        private boolean isTruncated;
        private final List<Row> rows = new ArrayList<>();

        @Nullable
        Row add(ResultSet result) throws SQLException {
            if (id == null) {
                id = new FamilyId(FamilyKind.of(result.getInt(2)), StoredText.text(result.getBytes(3)));
                seq = result.getLong(4);
                isTruncated = result.getInt(5) != 0;
            }
            byte[] data = result.getBytes(8);
            if (data == null) {
                return null;
            }
            IntercomCollection collection = CollectionNumbers.collection(result.getInt(6));
            Row row = RowBytes.read(collection, shapes.columns(file, collection, result.getLong(7)), data);
            rows.add(row);
            return row;
        }

        Family family(List<KeptRemoval> removals) {
            if (id == null) {
                throw new IllegalStateException("A family without a row of its result");
            }
            return new Family(id, seq, isTruncated, List.copyOf(rows), removals);
        }
    }
}
