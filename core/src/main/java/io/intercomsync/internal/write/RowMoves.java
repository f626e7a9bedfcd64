package io.intercomsync.internal.write;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each object in one table where two collections share one set of ids. A lead that becomes a user keeps its id, so its row
 * has to move. The newer version stays; on a tie, the row of the first collection stays.
 */
final class RowMoves {
    private final String workspace;
    private final @Nullable ReadableSink sink;

    /** @param sink the sink, if it can be read back */
    RowMoves(String workspace, @Nullable ReadableSink sink) {
        this.workspace = workspace;
        this.sink = sink;
    }

    /**
     * Drops rows that are older than the row of the same object in the other collection, and removes the older rows there.
     *
     * @param shared two collections that share ids; empty if the unit's resource has none
     * @param readBefore whether the sink may hold rows from an earlier read
     */
    void settle(UnitBuilder unit, List<IntercomCollection> shared, boolean readBefore, Instant now) {
        if (shared.isEmpty()) {
            return;
        }
        IntercomCollection first = shared.get(0);
        IntercomCollection second = shared.get(1);
        settleWithin(unit, first, second);
        settleAgainstSink(unit, first, second, false, readBefore, now);
        settleAgainstSink(unit, second, first, true, readBefore, now);
    }

    private static void settleWithin(UnitBuilder unit, IntercomCollection first, IntercomCollection second) {
        Map<List<String>, Row> byKey = new HashMap<>();
        unit.rowsOf(first).forEach(row -> byKey.put(row.key(), row));
        if (byKey.isEmpty()) {
            return;
        }
        for (Row other : unit.rowsOf(second)) {
            Row row = byKey.get(other.key());
            if (row != null) {
                if (isNewer(other.updatedAt(), row.updatedAt())) {
                    unit.drop(row);
                } else {
                    unit.dropTwin(other, row);
                }
            }
        }
    }

    /** @param thereWinsTies whether the row that is held stays if the versions are equal */
    private void settleAgainstSink(
            UnitBuilder unit,
            IntercomCollection here,
            IntercomCollection there,
            boolean thereWinsTies,
            boolean readBefore,
            Instant now) {
        List<Row> rows = unit.rowsOf(here);
        if (rows.isEmpty()) {
            return;
        }
        if (sink == null) {
            if (readBefore) {
                rows.forEach(row -> unit.remove(moved(there, row, now)));
            }
            return;
        }
        Map<List<String>, Optional<Instant>> held =
                sink.versions(workspace, there, rows.stream().map(Row::key).toList());
        for (Row row : rows) {
            Optional<Instant> version = held.get(row.key());
            if (version == null) {
                continue;
            }
            if (stays(version.orElse(null), row.updatedAt(), thereWinsTies)) {
                unit.drop(row);
            } else {
                unit.remove(moved(there, row, now));
            }
        }
    }

    private static boolean stays(@Nullable Instant held, @Nullable Instant version, boolean winsTies) {
        return isNewer(held, version) || (winsTies && Objects.equals(held, version));
    }

    private static boolean isNewer(@Nullable Instant one, @Nullable Instant other) {
        return one != null && other != null && one.isAfter(other);
    }

    private static Removal moved(IntercomCollection from, Row row, Instant now) {
        return new Removal.ByKey(from, row.key(), Removal.Reason.MOVED, now, null);
    }
}
